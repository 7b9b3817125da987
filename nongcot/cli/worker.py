"""The worker that `nongcot serve` runs: first it takes back what its predecessor left, then it works.

A worker that is killed leaves its task marked as running for ever, and no other worker takes it. Here the predecessor
is known to be dead, so its tasks become ready again; after `TRIES` deaths a task is marked failed instead. Then it
erases what has been kept long enough.
"""

import sys

from nongcot.cli.main import open_house
from nongcot.cli.orphans import end_without

TRIES = 3


def take_back(worker_id: str) -> int:
    """Make the tasks that `worker_id` left running ready again, or failed when they killed it often; tells how many."""
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    left = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [worker_id]]
    for task in left:
        if task.worker_ids.count(worker_id) < TRIES:
            task.status = TaskResultStatus.READY
            task.started_at = None
        else:
            task.status = TaskResultStatus.FAILED
            task.finished_at = timezone.now()
            task.exception_class_path = "builtins.ProcessLookupError"
            task.traceback = f"The worker died {TRIES} times while it ran this task."
        task.save()
    return len(left)


def work(worker_id: str) -> None:
    """Take back, then work until told to stop."""
    open_house()
    from django.core.management import call_command

    from nongcot.intake import upkeep
    from nongcot.registry.copies import expiry

    take_back(worker_id)
    upkeep.tend()
    expiry.tend()
    call_command(
        "db_worker", worker_id=worker_id, interval=0.3, startup_delay=False, reload=False, queue_name="*", verbosity=0
    )


if __name__ == "__main__":
    parent, name = sys.argv[1:]
    end_without(int(parent))
    work(name)

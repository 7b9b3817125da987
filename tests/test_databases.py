"""What the house asks of its databases."""

from io import StringIO

import pytest
from django.core.management import call_command

from nongcot.indicators import guards
from nongcot.indicators.models import Posting
from nongcot.kernel import clock


@pytest.mark.django_db
def test_migrations_agree_with_the_models():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
    assert "No changes detected" in said.getvalue()


@pytest.mark.both_databases
@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("time", ["first", "again"])
def test_the_ledger_is_guarded_and_what_a_test_commits_is_gone_after_it(time):
    assert guards.missing() == []
    assert not Posting.objects.exists()
    Posting.objects.create(n=1, moment=clock.now(), act="open", cause="opening", actor_name="x", digest="x")

"""One form tried as an officer might: what is typed in is sent, and what comes back is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from nongcot.kernel import text
from nongcot.registry.copies.sample import PICTURE
from tests import answers
from tests.answers import Typed, kind_of
from tests.typing_in import Shown, as_query, forms_in

#: How often an obliging officer tries again before giving up.
TRIES = 6

#: The answers of a page whose form is refused.
REFUSED = (200, 422)

Fields = dict[str, tuple[forms.Field, forms.BaseForm]]

#: Tables that hold no facts: who is signed in, how often somebody failed to sign in.
NO_FACTS = ("django_", "axes_", "auth_")


@dataclass
class Trial:
    """One form of a page: its address, and the page as it was opened."""

    client: Client
    address: str
    shown: Shown
    fields: Fields

    @property
    def questions(self) -> dict[str, str]:
        """What is asked: the kind of each question by its name."""
        return {name: control.asks for name, control in self.shown.controls.items() if control.asks}

    @property
    def is_drawn_by_hand(self) -> bool:
        """Whether the page has its controls from no form: a sheet of many lines tells in a sentence above what is
        wrong, naming the line."""
        return not self.fields.keys() & self.questions.keys()

    def send(self, typed: Typed, *button: str) -> Any:
        """Send the form by its main button, or by another one."""
        pressed = button or (self.shown.buttons[-1] if self.shown.buttons else ())
        # As a browser does: the button comes after the controls, and stands beside a control of the same name.
        sent = [(name, value) for name, values in typed.items() for value in values] + ([pressed] if pressed else [])
        address = self.shown.action or self.address
        if self.shown.files:
            return self._send_with_files(address, sent)
        return self.client.generic("POST", address, as_query(sent), "application/x-www-form-urlencoded")

    def _send_with_files(self, address: str, sent: list[tuple[str, str]]) -> Any:
        """The same with a good picture in the place of every file."""
        data: dict[str, list[Any]] = {}
        for name, value in sent:
            data.setdefault(name, []).append(value.encode(errors="surrogatepass"))
        for name in self.shown.files:
            data[name] = [SimpleUploadedFile("giay-to.png", PICTURE, "image/png")]
        return self.client.post(address, data)

    def try_to_send(self, typed: Typed) -> tuple[Any, str]:
        """The same; what broke in words, "" where nothing did."""
        try:
            with transaction.atomic():
                return self.send(typed), ""
        except Exception as broken:
            return None, f"{type(broken).__name__}: {broken}"

    def back(self, answer: Any) -> Shown | None:
        """The same form as it came back; None where it did not."""
        if answer.status_code not in REFUSED:
            return None
        found = [one for one in forms_in(answer.content) if self.shown.controls.keys() <= one.controls.keys()]
        return understood(found[0], fields_of(answer)) if found else None

    def obliged(self, **own: list[str]) -> tuple[Typed, Any]:
        """Good answers, found by trying, and what the last of them led to: the form again if none are good.

        `own` are answers that the officer insists on.
        """
        shown = self.shown
        for again in range(TRIES):
            typed = answers.obliged(shown, again) | own
            answer = self.send(typed)
            came_back = self.back(answer)
            if came_back is None:
                break
            shown = came_back
        return typed, answer


def opened(client: Client, address: str) -> list[Trial]:
    """The forms of a page that post; none where it says that nothing can be told now."""
    answer = client.get(address)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return []
    fields = fields_of(answer)
    return [Trial(client, address, understood(shown, fields), fields) for shown in forms_in(answer.content)]


def fields_of(answer: Any) -> Fields:
    """The fields of all forms that a page was drawn with, by the names of their controls."""
    # The first is that of the page; parts of it are drawn with others.
    drawn_with = answer.context[0] if isinstance(answer.context, list) else answer.context
    values = list(drawn_with.flatten().values()) if drawn_with else []
    values += [inner for value in values if isinstance(value, dict) for inner in value.values()]
    found = [value for value in values if isinstance(value, forms.BaseForm)]
    return {form.add_prefix(name): (field, form) for form in found for name, field in form.fields.items()}


def understood(shown: Shown, fields: Fields) -> Shown:
    """A form with the kind of each of its questions."""
    for name, control in shown.controls.items():
        field, form = fields.get(name, (None, None))
        control.asks = kind_of(control, field, form)
        control.needed = field is not None and field.required
    return shown


def stands(typed: list[str], shown: list[str]) -> bool:
    """Whether a page shows again what was typed, as far as it can be seen."""
    # A browser shows no NUL and no half of a pair, but a mark in their place.
    seen = [text.nfc(one.replace("\ud83d", "")) for one in typed]
    return not any(seen) or seen == [text.nfc(one.replace("\ufffd", "")) for one in shown]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written() -> dict[str, int]:
    """How many rows each table of facts holds."""
    tables = [model._meta.db_table for model in apps.get_models() if not model._meta.db_table.startswith(NO_FACTS)]
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())

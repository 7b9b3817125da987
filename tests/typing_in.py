"""An officer's form as a page shows it: what can be typed in, what is told beside each control, what still stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lxml import html

#: What a form sends.
CONTROLS = ".//input[@name]|.//select[@name]|.//textarea[@name]"


@dataclass
class Control:
    """Everything of one name in a form: several ticks or radio buttons are one control.

    `drawn` is how the page draws it, `asks` what kind of question it is ("" for what nobody types in).
    """

    name: str
    drawn: str
    asks: str = ""
    needed: bool = False
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    told: str = ""


@dataclass
class Shown:
    """One form of a page that posts, control by control, and what the page tells above it; the main button is the last
    of `buttons`; `files` are the names of what asks for a file."""

    action: str
    controls: dict[str, Control]
    buttons: list[tuple[str, str]]
    summary: str
    notice: str
    files: list[str] = field(default_factory=list)


def forms_in(content: bytes) -> list[Shown]:
    """The forms of a page's main part that post."""
    if not content:
        return []
    page = html.fromstring(content.decode())
    mains = page.xpath("//main")
    if not mains:
        return []
    summary = " ".join(one.text_content() for one in page.xpath('//*[contains(@class, "nc-errors")]'))
    notice = " ".join(
        one.text_content() for one in mains[0].xpath('.//*[@role="alert" and contains(@class, "nc-note")]')
    )
    return [_read(form, page, summary, notice) for form in mains[0].xpath('.//form[@method="post"]')]


def _read(form: Any, page: Any, summary: str, notice: str) -> Shown:
    controls: dict[str, Control] = {}
    for one in form.xpath(CONTROLS):
        name, drawn = one.get("name"), one.tag if one.tag != "input" else one.get("type", "text")
        if drawn in ("submit", "file") or name == "csrfmiddlewaretoken":
            continue
        control = controls.setdefault(name, Control(name, drawn))
        if drawn == "select":
            options = one.xpath(".//option")
            control.choices += [option.get("value", option.text_content()) for option in options]
            chosen = [option for option in options if option.get("selected") is not None]
            control.values += [option.get("value", "") for option in chosen or options[:1]]
        elif drawn in ("radio", "checkbox"):
            control.choices.append(one.get("value", "on"))
            control.values += [one.get("value", "on")] if one.get("checked") is not None else []
        elif drawn == "textarea":
            control.values.append((one.text or "").removeprefix("\n"))
        else:
            control.values.append(one.get("value", ""))
        control.told = control.told or " ".join(_beside(one, page))
    drawn = sorted(form.xpath(".//button[@name]"), key=lambda one: "nc-btn--primary" in one.get("class", "").split())
    buttons = [(one.get("name"), one.get("value", "")) for one in drawn]
    files = form.xpath('.//input[@type="file"]/@name')
    return Shown(form.get("action") or "", controls, buttons, summary, notice, files)


def _beside(control: Any, page: Any) -> Iterator[str]:
    """The errors that are said to describe a control, or the group that it stands in."""
    for one in (control, *control.iterancestors("fieldset")):
        for described in (one.get("aria-describedby") or "").split():
            for element in page.xpath("//*[@id=$id]", id=described):
                if "nc-error" in (element.get("class") or ""):
                    yield element.text_content().strip()


def as_query(sent: Sequence[tuple[str, str]]) -> bytes:
    """What is sent as a browser sends it; half a pair of characters goes as the bytes that some programs send."""
    return urlencode(sent, errors="surrogatepass").encode()

"""What stands of an organisation, fact by fact, each with the acts there are about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.kernel.dates import FAR, format_day, format_partial
from nongcot.registry import acts, given_by, keyed, standing, words
from nongcot.registry.actions import branches
from nongcot.registry.fields import FIELDS
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.models import (
    Branch,
    Certificate,
    Gtin,
    LifeEvent,
    MainProduct,
    Organisation,
    Product,
    SameAs,
    Statement,
)
from nongcot.registry.vocabulary import BranchKind, EventKind, Scheme


@dataclass(frozen=True)
class Link:
    """An act about a fact."""

    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """A fact in words: its day, what it says, the posting that stated it, the acts about it."""

    day: str
    says: str
    n: int
    links: tuple[Link, ...]


Group = tuple[str, list[Line]]


def of(organisation: Organisation) -> list[Group]:
    """Groups of facts that stand, of the organisation with the records united with it; empty groups are left out."""
    as_one = standing.united([organisation.pk])
    united = sorted(record for record, root in as_one.items() if root == organisation.pk)
    records = [organisation.pk, *united]
    groups = [
        (_("Thông tin"), list(_values(organisation, records))),
        (_("Sự kiện"), list(_events(organisation, records))),
        (_("Sản phẩm, dịch vụ"), list(_products(organisation, records))),
        (_("Sản phẩm chủ lực"), list(_main_products(organisation, records))),
        (_("Chứng nhận"), list(_certificates(organisation, records))),
        (_("Mã GTIN"), list(_gtins(organisation, records))),
        (_("Chi nhánh, địa điểm kinh doanh"), list(_branches(organisation, records))),
        (_("Bản ghi đã gộp"), list(_united(organisation, united))),
    ]
    return [group for group in groups if group[1]]


def _links(organisation: Organisation, fact: str, *codes: str) -> tuple[Link, ...]:
    return tuple(
        Link(str(acts.ACTS[code].title), reverse("registry:act_on", args=[organisation.key, code, fact]))
        for code in codes
    )


def _values(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    """Days for which something was said and stands, with what."""
    rows = Statement.objects.filter(organisation_id__in=records, withdrawn=None).order_by("posted", "pk")
    by_day: dict[str, dict[str, tuple[str, int]]] = {}
    for row in rows:
        held = by_day.setdefault(row.valid_from.isoformat(), {})
        for code, value in row.said.items():
            held.pop(code, None)
            if value is not None and FIELDS[code].type != "flag":
                held[code] = (words.value(code, value), row.posted)
    for day in sorted(by_day, reverse=True):
        said = by_day[day]
        if said:
            text = "; ".join(f"{FIELDS[code].label}: {said[code][0]}" for code in FIELDS if code in said)
            links = _links(organisation, day, "correct_fields", "take_back")
            yield Line(words.value("agrees_with_national", day), text, max(n for _value, n in said.values()), links)


def _events(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    told = [event for record in records for event in keyed.all_standing(LifeEvent, record)]
    for event in sorted(told, key=lambda e: (e.earliest, e.posted), reverse=True):
        # A branch's own page mends the events of its opening and closing.
        own = event.kind in (EventKind.BRANCH_OPENED, EventKind.BRANCH_CLOSED) and "branch_key" in event.details
        links = () if own else _links(organisation, event.key, "correct_event", "withdraw_event")
        paper = ", ".join(part for part in (event.document_no, event.issuing_body) if part)
        says = f"{words.event(event.kind)} ({paper})" if paper else words.event(event.kind)
        yield Line(words.day_of(event), says, event.posted, links)


def _products(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    for record in records:
        for product in keyed.all_standing(Product, record):
            since = format_day(product.valid_from) if product.valid_from else ""
            until = last_day(product.valid_to)
            codes = ["change_product", *(["end_product"] if until is None else []), "withdraw_product"]
            days = f"{since}–{format_day(until)}" if until else since
            yield Line(days, product.name, product.posted, _links(organisation, product.key, *codes))


def _main_products(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    named = {p.product_id: p.name for record in records for p in keyed.all_standing(Product, record)}
    for record in records:
        for told in keyed.all_standing(MainProduct, record):
            until = last_day(told.valid_to)
            codes = [*(["end_main_product"] if until is None else []), "withdraw_main_product"]
            since = format_day(told.valid_from)
            says = f"{named.get(told.product_id, '')} – {told.commodity} ({told.decision_no})"
            links = _links(organisation, told.key, *codes)
            yield Line(f"{since}–{format_day(until)}" if until else since, says, told.posted, links)


def _certificates(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    for record in records:
        for certificate in keyed.all_standing(Certificate, record):
            until = last_day(certificate.valid_to)
            given = given_by.of(certificate)
            codes = ["change_certificate", *(["end_certificate"] if until is None else [])]
            codes += [] if given else ["withdraw_certificate"]
            says = " ".join(part for part in (words.label(Scheme, certificate.scheme), certificate.number) if part)
            day = format_day(certificate.issued_on)
            links = _links(organisation, certificate.key, *codes)
            links += tuple(Link(label, url) for label, url in given.acts) if given else ()
            yield Line(f"{day}–{format_day(until)}" if until else day, says, certificate.posted, links)


def _gtins(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    for record in records:
        names = {product.product_id: product.name for product in keyed.all_standing(Product, record)}
        for gtin in keyed.all_standing(Gtin, record):
            until = last_day(gtin.valid_to)
            codes = [*(["end_gtin"] if until is None else []), "withdraw_gtin"]
            day = format_day(gtin.valid_from)
            says = f"{gtin.gtin} – {names.get(gtin.product_id, '')}"
            days = f"{day}–{format_day(until)}" if until else day
            yield Line(days, says, gtin.posted, _links(organisation, gtin.key, *codes))


def _branches(organisation: Organisation, records: list[int]) -> Iterator[Line]:
    for record in records:
        for branch in keyed.all_standing(Branch, record):
            codes = ["change_branch", *(["close_branch"] if branch.valid_to == FAR else []), "withdraw_branch"]
            where = words.place(branch.place_id) if branch.place_id else branch.address
            kind = words.label(BranchKind, branch.kind) if branch.kind else ""
            says = ", ".join(part for part in (branch.name, kind, where) if part)
            day = format_partial(branches.opened_on(branch))
            yield Line(day, says, branch.posted, _links(organisation, branch.key, *codes))


def _united(organisation: Organisation, united: list[int]) -> Iterator[Line]:
    keys, named = words.keys(united), words.names(united)
    for record in united:
        link = keyed.standing(SameAs, f"s{record}")
        links = _links(organisation, keys[record], "separate_record")
        yield Line(format_day(link.since), f"{named[record]} ({keys[record]})", link.posted, links)

"""What a register meets besides: one of each, told after the congress, of bodies that the story does not know.

A union and its members, every kind of reorganisation, a move, a rest and a return, days known only by their month,
certificates, a branch, services, traits of members, an enterprise, a farm, a household. They draw from chance of their
own, so that nothing the congress counted moves.
"""

from datetime import date
from random import Random
from typing import Any

from nongcot.example import acts
from nongcot.example.names import Names
from nongcot.example.story import Story
from nongcot.example.world import Body
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions import branches, events, groups, memberships, organisations, products, reorganisations
from nongcot.registry.actions.organisations import Newborn
from nongcot.registry.details import Paper
from nongcot.registry.vocabulary import EventKind, Kind, ProductNature

SEED = 2021

#: Tax codes of the story count up from 1, these from here.
FIRST_CODE = 9_000_000

ISSUER = "Tổ chức chứng nhận (minh họa)"


class Episodes:
    """The single acts, each entered into the story on its day."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.random = Random(SEED)
        self.names = Names(self.random, first_code=FIRST_CODE)

    def plan(self) -> None:
        """Enter all of them."""
        self._union()
        self._merger()
        self._division()
        self._separation()
        self._consolidation()
        self._conversions()
        self._course_of_one_life()
        self._other_kinds()

    def _body(self, name: str, day: date, kind: str = "coop", **more: Any) -> Body:
        """An invented body in some commune of a day; its birth is entered unless it comes out of another one."""
        place, district = self.random.choice(self.story.communes(day))
        told = {"sector": "AGR", "members": 24, "capital": 600_000_000} | more
        if kind == "coop":
            told |= {"tax_code": self.names.tax_code(), "certificate": self.names.certificate()}
        return Body(name, kind, place, district, **told)

    def _found(self, name: str, day: date, **more: Any) -> Body:
        body = self._body(name, day, **more)
        self.story.add(day, lambda: acts.found(body, day))
        return body

    def _newborn(self, name: str, day: date, kind: str = "coop", **more: Any) -> Newborn:
        body = self._body(name, day, kind, **more)
        said = {code: value for code, value in acts.said(body).items() if value is not None}
        on = PartialDate.day(day)
        return Newborn(kind, name, on, place=body.place, said=said, paper=Paper(day, body.certificate))

    def _union(self) -> None:
        """A union of four co-ops; one leaves it."""
        members = [
            self._found(f"HTX Nông nghiệp sạch {name}", date(2021, 3, 2 + number))
            for number, name in enumerate(("Ninh Cơ Một", "Ninh Cơ Hai", "Ninh Cơ Ba", "Ninh Cơ Bốn"))
        ]
        union = self._body("Liên hiệp HTX Nông sản Ninh Cơ", date(2021, 5, 20), "union", members=4)
        union.tax_code, union.certificate = self.names.tax_code(), self.names.certificate()
        self.story.add(date(2021, 5, 21), lambda: acts.found(union, date(2021, 5, 20)))
        for body in members:
            self.story.add(date(2021, 5, 21), lambda body=body: self._join(body, union))
        self.story.add(date(2024, 2, 6), lambda: self._leave(members[3], union))
        first = members[0]
        self.story.add(date(2022, 4, 6), lambda: self._certify_product(first))
        self.story.add(date(2022, 6, 7), lambda: acts.certify(
            first, "vietgap", "MH-VG-001", date(2022, 6, 1), date(2025, 5, 31)))  # fmt: skip
        self.story.add(date(2023, 3, 9), lambda: self._open_branch(first))
        self.story.add(date(2025, 1, 14), lambda: self._tell_members(first))
        self.story.add(date(2021, 7, 5), lambda: self._serve(members[1]))

    def _join(self, body: Body, union: Body) -> None:
        on = PartialDate.day(date(2021, 5, 20))
        acts.confirmed(memberships.join_union, organisation_id=body.id, union_id=union.id, on=on, by=None)

    def _leave(self, body: Body, union: Body) -> None:
        on = PartialDate.month(2024, 1)
        acts.confirmed(memberships.leave_union, organisation_id=body.id, union_id=union.id, on=on, by=None)

    def _certify_product(self, body: Body) -> None:
        """A product with three stars of OCOP; the certificate's day is known by its month."""
        done = products.add_product(
            organisation_id=body.id, name="Cà chua Ninh Cơ", group="Rau, củ, quả tươi", since=date(2021, 9, 1), by=None
        )
        acts.certificates.add_certificate(
            organisation_id=body.id,
            product_id=int(done.keys[0].removeprefix("p")),
            scheme="ocop",
            stars=3,
            issued=PartialDate.month(2022, 3),
            number="MH-OCOP-001",
            issuer="Hội đồng OCOP (minh họa)",
            valid_until=date(2025, 3, 31),
            by=None,
        )

    def _open_branch(self, body: Body) -> None:
        branches.open_branch(
            organisation_id=body.id,
            name="Cửa hàng nông sản Ninh Cơ",
            kind="place",
            on=PartialDate.month(2023, 2),
            place=body.place,
            by=None,
        )

    def _tell_members(self, body: Body) -> None:
        """What a report tells of the kinds and traits of members."""
        said = {
            "members": 46,
            "members_official": 38,
            "members_associate_capital": 5,
            "members_associate": 3,
            "members_women": 21,
            "members_minority": 2,
            "members_disabled": 1,
            "members_insured": 12,
            "charter_capital": 900_000_000,
            "charter_capital_paid": 750_000_000,
        }
        acts.confirmed(
            organisations.state_fields,
            organisation_id=body.id,
            day=date(2024, 12, 31),
            said=said,
            seen=None,
            by=None,
            source="Báo cáo năm 2024 của hợp tác xã (minh họa)",
        )

    def _serve(self, body: Body) -> None:
        for name in ("Làm đất, gặt lúa", "Cung ứng giống, phân bón"):
            products.add_product(organisation_id=body.id, name=f"{name} Ninh Cơ", nature=ProductNature.SERVICE, by=None)

    def _merger(self) -> None:
        """Sáp nhập: two co-ops go on in a third."""
        absorbed = [self._found(f"HTX Dịch vụ nông nghiệp Bến Gỗ {n}", date(2021, 4, 12)) for n in ("Đông", "Tây")]
        receiver = self._found("HTX Dịch vụ nông nghiệp Bến Gỗ", date(2021, 4, 12), members=60)
        self.story.add(date(2022, 5, 12), lambda: acts.confirmed(
            reorganisations.merge_into,
            absorbed=[body.id for body in absorbed], receiver_id=receiver.id, on=PartialDate.day(date(2022, 5, 10)),
            said={"members": 108, "charter_capital": 1_800_000_000}, paper=self._resolution(date(2022, 4, 20)), by=None,
        ))  # fmt: skip

    def _division(self) -> None:
        """Chia: one ends in two new ones."""
        day = date(2022, 8, 1)
        old = self._found("HTX Sản xuất và dịch vụ Gò Sỏi", date(2021, 6, 8), members=80)
        self.story.add(date(2022, 8, 3), lambda: acts.confirmed(
            reorganisations.divide,
            organisation_id=old.id, successors=[self._newborn(f"HTX Gò Sỏi {n}", day) for n in ("Thượng", "Hạ")],
            on=PartialDate.day(day), paper=self._resolution(date(2022, 7, 4)), by=None,
        ))  # fmt: skip

    def _separation(self) -> None:
        """Tách: a new one comes out of one that goes on."""
        day = date(2023, 2, 15)
        old = self._found("HTX Vườn Cau", date(2021, 8, 10), members=50)
        self.story.add(date(2023, 2, 17), lambda: acts.confirmed(
            reorganisations.separate,
            organisation_id=old.id, successors=[self._newborn("HTX Vườn Cau Mới", day, members=18)],
            said={"members": 32}, on=PartialDate.day(day), paper=self._resolution(date(2023, 1, 10)), by=None,
        ))  # fmt: skip

    def _consolidation(self) -> None:
        """Hợp nhất: two end in one new one."""
        day = date(2023, 6, 20)
        parties = [self._found(f"HTX Thủy lợi Kênh {n}", date(2021, 9, 14)) for n in ("Trên", "Dưới")]
        self.story.add(date(2023, 6, 22), lambda: acts.confirmed(
            reorganisations.consolidate,
            parties=[body.id for body in parties], successor=self._newborn("HTX Thủy lợi Kênh Chung", day, members=48),
            on=PartialDate.day(day), paper=self._resolution(date(2023, 5, 30)), by=None,
        ))  # fmt: skip

    def _conversions(self) -> None:
        """A group becomes a co-op, a co-op grows out of another group, a co-op becomes an enterprise."""
        group, other = (self._body(f"Tổ hợp tác trồng hoa {n}", date(2021, 3, 30), "group", members=9, capital=0)
                        for n in ("Bãi Giữa", "Bãi Ngoài"))  # fmt: skip
        for body in (group, other):
            self.story.add(date(2021, 3, 31), lambda body=body: acts.notify(body, date(2021, 3, 30)))
        heir = self._newborn("HTX Trồng hoa Bãi Giữa", date(2022, 10, 4))
        self.story.add(date(2022, 10, 6), lambda: acts.confirmed(
            groups.convert_group, group_id=group.id, cooperative=heir, by=None))  # fmt: skip
        grown = self._found("HTX Trồng hoa Bãi Ngoài", date(2023, 4, 11))
        self.story.add(date(2023, 4, 13), lambda: acts.confirmed(
            groups.note_grown_out_of, cooperative_id=grown.id, group_id=other.id,
            on=PartialDate.day(date(2023, 4, 11)), group_ends=True, by=None))  # fmt: skip
        builder = self._found("HTX Xây dựng Cầu Đá", date(2021, 10, 5), sector="CON")
        company = self._newborn(
            "Công ty TNHH Xây dựng Cầu Đá (minh họa)", date(2023, 11, 7), "enterprise", sector="CON"
        )
        self.story.add(date(2023, 11, 9), lambda: acts.confirmed(
            reorganisations.convert, organisation_id=builder.id, successor=company,
            on=PartialDate.day(date(2023, 11, 7)), by=None))  # fmt: skip

    def _course_of_one_life(self) -> None:
        """Founded some day of a month, at rest and back by law, moved to another commune."""
        body = self._body("HTX Vận tải Đò Quan", date(2021, 10, 1), sector="TRN")
        self.story.add(date(2021, 11, 3), lambda: self._enter(body, PartialDate.month(2021, 10)))
        self.story.add(
            date(2022, 2, 8), lambda: self._meet(body, EventKind.SUSPENDED, PartialDate.day(date(2022, 2, 7)))
        )
        self.story.add(date(2022, 9, 6), lambda: self._meet(body, EventKind.RESUMED, PartialDate.month(2022, 9)))
        away = next(unit for unit, district in self.story.communes(date(2023, 8, 1)) if district != body.district)
        seat = {"place": away}
        moved_on = PartialDate.day(date(2023, 8, 1))
        self.story.add(date(2023, 8, 4), lambda: self._meet(body, EventKind.MOVED, moved_on, said=seat))

    def _other_kinds(self) -> None:
        """An enterprise, a household business, a farm and another body, which linkage and OCOP meet beside co-ops."""
        for number, (kind, name) in enumerate((
            (Kind.ENTERPRISE, "Công ty TNHH Chế biến Hạt Vàng (minh họa)"),
            (Kind.HOUSEHOLD, "Hộ kinh doanh Bánh nhãn Làng Vui"),
            (Kind.FARM, "Trang trại chăn nuôi Đồng Trên"),
            (Kind.OTHER, "Trung tâm Giống cây Bờ Tre (minh họa)"),
        )):  # fmt: skip
            body = self._body(name, date(2022, 1, 11 + number), kind.value, members=0, capital=0)
            body.tax_code = self.names.tax_code()
            self.story.add(date(2022, 1, 18), lambda body=body: self._enter(body, PartialDate.year(2021)))

    def _enter(self, body: Body, on: PartialDate) -> None:
        event = EventKind.REGISTERED if body.kind == Kind.COOP else EventKind.FOUNDED
        said = {code: value for code, value in acts.said(body).items() if value is not None}
        done = acts.confirmed(
            organisations.register_organisation,
            kind=body.kind, name=body.name, on=on, event=event, place=body.place, said=said, by=None,
        )  # fmt: skip
        body.id = done.organisations[0]

    def _meet(self, body: Body, kind: str, on: PartialDate, **more: Any) -> None:
        acts.confirmed(events.record_event, organisation_id=body.id, kind=kind, on=on, by=None, **more)

    def _resolution(self, day: date) -> Paper:
        return Paper(day, f"MH-NQ-{day.year}", "Đại hội thành viên (minh họa)")

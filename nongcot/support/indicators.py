"""What support counts: the queries behind the room's rows of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import Events, Indicator
from nongcot.registry.vocabulary import YesNo
from nongcot.support.vocabulary import Lender, Programme, Role, SupportKind, Topic

_COLLECTIVE = "p.kind IN ('coop', 'union', 'group', 'credit_fund')"
_OF_COURSE = {"topic": "p.topic", "programme": "p.programme"}
_LENDER = {"lender": "p.lender"}

INDICATORS = (
    Indicator(
        "training_courses",
        Events("support_taught", "p.code = 'course'", cells=_OF_COURSE, subject="p.course_id"),
        says=_("Lớp tập huấn, bồi dưỡng kết thúc trong kỳ do Liên minh tổ chức hoặc phối hợp tổ chức."),
    ),
    Indicator(
        "training_attendances",
        Events(
            "support_taught",
            "p.code = 'coming'",
            cells={**_OF_COURSE, "role": "p.role"},
            amount="p.number",
            subject="p.course_id",
        ),
        says=_(
            "Lượt người dự các lớp kết thúc trong kỳ do Liên minh tổ chức hoặc phối hợp tổ chức: một người dự hai "
            "lớp là hai lượt; sổ chỉ giữ số người theo vai trò, không giữ họ là ai."
        ),
    ),
    Indicator(
        "supported_organisations",
        Events(
            "support_given",
            _COLLECTIVE,
            cells={
                "support_kind": "p.support_kind",
                "programme": "p.programme",
                "women_managed": "p.women_managed",
            },
        ),
        says=_(
            "Hợp tác xã, liên hiệp, tổ hợp tác, quỹ tín dụng nhân dân có ít nhất một hỗ trợ trong kỳ, mỗi tổ chức một "
            "lần: hỗ trợ được ghi nhận, dự lớp do Liên minh tổ chức hay phối hợp, hoặc vay được giải ngân."
        ),
    ),
    Indicator(
        "support_amount",
        Events(
            "support_given",
            f"{_COLLECTIVE} AND p.code = 'support' AND p.amount IS NOT NULL",
            cells={"support_kind": "p.support_kind", "programme": "p.programme"},
            amount="p.amount",
            subject="p.support_id",
        ),
        says=_(
            "Tổng kinh phí của các hỗ trợ ghi nhận trong kỳ; không kể vốn vay, không kể kinh phí lớp tập huấn chung "
            "cho nhiều tổ chức. Hỗ trợ không ghi số tiền thì không cộng vào."
        ),
    ),
    Indicator(
        "loan_projects",
        Events("support_lent", f"{_COLLECTIVE} AND p.code = 'project'", cells=_LENDER, subject="p.loan_id"),
        says=_("Dự án vay vốn được duyệt trong kỳ từ Ngân hàng Chính sách xã hội và Quỹ hỗ trợ phát triển hợp tác xã."),
    ),
    Indicator(
        "loan_member_turns",
        Events(
            "support_lent",
            f"{_COLLECTIVE} AND p.code = 'payout' AND p.turns > 0",
            cells=_LENDER,
            amount="p.turns",
            subject="p.loan_id",
        ),
        says=_("Lượt cho thành viên vay được giải ngân trong kỳ theo các dự án vay vốn; vay lại là lượt khác."),
    ),
    Indicator(
        "loan_turnover",
        Events(
            "support_lent",
            f"{_COLLECTIVE} AND p.code = 'payout'",
            cells=_LENDER,
            amount="p.amount",
            subject="p.loan_id",
        ),
        says=_(
            "Tổng số tiền giải ngân trong kỳ theo các dự án vay vốn, kể cả tiền thu về cho vay lại: cùng một đồng có "
            "thể tính nhiều lần (quay vòng)."
        ),
    ),
)

#: Breakdown → key → label, in the order tables print them.
LABELS = {
    "topic": dict(Topic.choices),
    "programme": dict(Programme.choices),
    "role": dict(Role.choices),
    "support_kind": dict(SupportKind.choices),
    "women_managed": dict(YesNo.choices),
    "lender": dict(Lender.choices),
}

"""What closes the main text: the signature block on the right, the recipients on the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.papers.wordml import layout_table, paragraph, paragraph_properties, run, run_properties

OFFICE_SIZE = NAME_SIZE = 14.0
RECIPIENTS_LABEL_SIZE, RECIPIENTS_SIZE = 12.0, 11.0
SIGNATURE_GAP = 1500
"""Blank for the signature and the seal, in twips (about 2.6 cm)."""

AS_ABOVE, FILED = "Như trên", "Lưu"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: in whose name ('TM. BAN THƯỜNG VỤ', 'KT. CHỦ TỊCH', or empty), the office, the full name.

    The name may stay empty until it is known who signs. Academic titles do not belong before it.
    """

    prefix: str
    office: str
    name: str


def recipient_lines(recipients: Sequence[str], *, has_addressees: bool) -> list[str]:
    """The list below 'Nơi nhận:': the addressees by 'Như trên', the file copy last, semicolons and a full stop."""
    names = [name.strip().rstrip(";.").strip() for name in recipients]
    if has_addressees and AS_ABOVE not in names:
        names.insert(0, AS_ABOVE)
    if not names or not names[-1].startswith(FILED):
        names.append(f"{FILED}: VT")
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, start=1)]


def signature_xml(signer: Signer, recipients: Sequence[str], room: int, *, has_addressees: bool) -> str:
    """Both blocks side by side, 'Nơi nhận:' level with the first line of the signer's office; never broken."""
    left = round(room * 0.48)
    start = 240
    to = paragraph(
        run("Nơi nhận:", run_properties(RECIPIENTS_LABEL_SIZE, True, True)), paragraph_properties(before=start)
    )
    to += "".join(
        paragraph(run(line, run_properties(RECIPIENTS_SIZE)))
        for line in recipient_lines(recipients, has_addressees=has_addressees)
    )
    bold = run_properties(OFFICE_SIZE, True)
    office = [line.upper() for line in (signer.prefix, signer.office) if line]
    by = "".join(
        paragraph(run(line, bold), paragraph_properties(align="center", before=0 if place else start))
        for place, line in enumerate(office)
    )
    by += paragraph(
        run(signer.name, run_properties(NAME_SIZE, True)), paragraph_properties(align="center", before=SIGNATURE_GAP)
    )
    return layout_table([left, room - left], [[to, by]])

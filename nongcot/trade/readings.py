"""The dated readings that this room counts by (`basis`): another one is chosen by a row, never in code.

* `fair_reading`: `types` and `scopes` of the events that are fairs.
* `international_fair_checklist`: `items` as `checklist` reads them.
"""

from django.utils.translation import gettext_lazy as _

FAIRS, CHECKLIST = "fair_reading", "international_fair_checklist"

#: What pages call them.
TITLES = {FAIRS: _("Sự kiện nào là hội chợ"), CHECKLIST: _("Ai đủ điều kiện tham gia hội chợ quốc tế")}

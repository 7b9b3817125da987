"""The dated readings that this room counts by (`basis`): another one is chosen by a row, never in code.

* `fair_reading`: `types` and `scopes` of the events that are fairs.
* `international_fair_checklist`: `items` as `checklist` reads them.
"""

FAIRS, CHECKLIST = "fair_reading", "international_fair_checklist"

"""docs/operate/retention.md says what the table of the code does."""

import re
from datetime import timedelta

from handrail.privacy.domain.retention import RULES, YEAR

LINE = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| (?:`([\w-]+)`|none) \|$", re.MULTILINE)
UNITS = {"years": YEAR, "days": timedelta(days=1), "hours": timedelta(hours=1)}


def kept(rule):
    if rule.lasts is None:
        return rule.after
    for unit, length in UNITS.items():
        if rule.lasts > length and not rule.lasts % length:
            return f"{rule.lasts // length} {unit} after {rule.after}"
    return f"at once after {rule.after}"


def test_every_kind_is_told_with_its_time_its_reason_and_its_pass(checkout):
    told = LINE.findall((checkout / "docs" / "operate" / "retention.md").read_text())

    assert told == [(kind.value, kept(rule), rule.why, rule.removed_by) for kind, rule in RULES.items()]

"""City and country, added up from the programs of a year that may be shown.

An area is made of programs. Counted by itself it would be one more sum of them: a program that is hidden would be what
is left of its area when the others are taken away, or what one hidden quarter had. So nothing is counted here: each
number is a sum of numbers that stand in the table of programs, and nobody learns a new one (S35).
"""

from collections.abc import Mapping, Sequence

from handrail.privacy.domain.small_numbers import SUPPRESSED, Shown
from handrail.referrals.domain.mirror import SURELY_HAD, MirrorRow, Wait, as_waited, hours_of
from handrail.referrals.domain.mirror_columns import COLUMNS
from handrail.referrals.domain.mirror_dimensions import RURAL, URBAN
from handrail.referrals.domain.referral_facts import ReferralFacts


def rows_of_areas(
    programs: Sequence[MirrorRow], facts: Sequence[ReferralFacts], *, areas: Mapping[str, str]
) -> list[MirrorRow]:
    """`programs`: the rows as they are published; `facts`: of the same year; `areas`: where each program lies."""
    shown = {row.label: row for row in programs if row.label in areas and row.asked is not SUPPRESSED}
    return [
        area_row(
            area,
            [row for label, row in shown.items() if areas[str(label)] == area],
            [each for each in facts if each.program_id in shown and areas[each.program_id] == area],
        )
        for area in (RURAL, URBAN)
    ]


def area_row(area: str, rows: Sequence[MirrorRow], group: Sequence[ReferralFacts]) -> MirrorRow:
    """Its waits are of the programs that are shown alone, and stand where their rows tell of enough people."""
    waited = as_waited(group, there=True)
    return MirrorRow(
        label=area,
        asked=added([row.asked for row in rows]),
        columns={column: added([row.columns[column] for row in rows]) for column in COLUMNS},
        accepted=added([row.accepted for row in rows]),
        accepted_at_least=sum(row.accepted_at_least for row in rows),
        arrived=added([row.arrived for row in rows]),
        arrived_at_least=sum(row.arrived_at_least for row in rows),
        declined=added([row.declined for row in rows]),
        no_shows=added([row.no_shows for row in rows]),
        lost_after_acceptance=added([row.lost_after_acceptance for row in rows]),
        waits={wait: hours_of(waited, wait, surely=surely_had(rows, wait)) for wait in Wait},
    )


def added(numbers: Sequence[Shown]) -> Shown:
    """Hidden where one part is, or where there is none: a zero would say that nobody was."""
    known = [number for number in numbers if number is not SUPPRESSED]
    return sum(known) if known and len(known) == len(numbers) else SUPPRESSED


def surely_had(rows: Sequence[MirrorRow], wait: Wait) -> int:
    shown = (row.columns[column] for row in rows for column in SURELY_HAD[wait])
    told = sum(number for number in shown if number is not SUPPRESSED)
    least = {Wait.ACCEPT: "accepted_at_least", Wait.VISIT: "arrived_at_least", Wait.ANSWER: "accepted_at_least"}
    return max(told, sum(getattr(row, least[wait]) for row in rows)) if wait in least else told

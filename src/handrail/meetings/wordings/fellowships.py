"""The fellowships by the names people know them by."""

from handrail.meetings.domain.fellowships import Fellowship
from handrail.web.translation import mark, translate

NAMES: dict[Fellowship, str] = {
    Fellowship.NA: mark("Narcotics Anonymous"),
    Fellowship.HA: mark("Heroin Anonymous"),
    Fellowship.AA: mark("Alcoholics Anonymous"),
    Fellowship.CA: mark("Cocaine Anonymous"),
    Fellowship.MARA: mark("MARA (Medication-Assisted Recovery Anonymous)"),
    Fellowship.SMART: mark("SMART Recovery"),
    Fellowship.RECOVERY_DHARMA: mark("Recovery Dharma"),
    Fellowship.LIFERING: mark("LifeRing"),
    Fellowship.WOMEN_FOR_SOBRIETY: mark("Women for Sobriety"),
    Fellowship.NAR_ANON: mark("Nar-Anon"),
    Fellowship.AL_ANON: mark("Al-Anon"),
    Fellowship.OTHER: mark("Another group"),
}
SHORT: dict[Fellowship, str] = {Fellowship.MARA: "MARA"}
"""Where a line has no room for the whole name."""


def fellowship_name(fellowship: Fellowship | str, language: str) -> str:
    return translate(NAMES[Fellowship(fellowship)], language)


def fellowship_short(fellowship: Fellowship | str, language: str) -> str:
    return SHORT.get(Fellowship(fellowship)) or fellowship_name(fellowship, language)

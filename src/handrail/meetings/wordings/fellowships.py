"""The fellowships by the names people know them by."""

from handrail.meetings.domain.fellowships import Fellowship
from handrail.web.translation import mark, translate

# Marked where Spanish says another name.
NAMES: dict[Fellowship, str] = {
    Fellowship.NA: mark("Narcotics Anonymous"),
    Fellowship.HA: "Heroin Anonymous",
    Fellowship.AA: mark("Alcoholics Anonymous"),
    Fellowship.CA: mark("Cocaine Anonymous"),
    Fellowship.MARA: "MARA (Medication-Assisted Recovery Anonymous)",
    Fellowship.SMART: "SMART Recovery",
    Fellowship.RECOVERY_DHARMA: "Recovery Dharma",
    Fellowship.LIFERING: "LifeRing",
    Fellowship.WOMEN_FOR_SOBRIETY: "Women for Sobriety",
    Fellowship.NAR_ANON: "Nar-Anon",
    Fellowship.AL_ANON: "Al-Anon",
    Fellowship.OTHER: mark("Another group"),
}
SHORT: dict[Fellowship, str] = {Fellowship.MARA: "MARA"}
"""Where a line has no room for the whole name."""


def fellowship_name(fellowship: Fellowship | str, language: str) -> str:
    return translate(NAMES[Fellowship(fellowship)], language)


def fellowship_short(fellowship: Fellowship | str, language: str) -> str:
    return SHORT.get(Fellowship(fellowship)) or fellowship_name(fellowship, language)

"""The fellowships whose meetings are listed, by the codes that commands and addresses use."""

from enum import StrEnum


class Fellowship(StrEnum):
    """The value is what `--fellowship` takes and what the database keeps. Other programs rely on it."""

    NA = "NA"
    HA = "HA"
    AA = "AA"
    CA = "CA"
    MARA = "MARA"
    SMART = "SMART"
    RECOVERY_DHARMA = "RD"
    LIFERING = "LIFERING"
    WOMEN_FOR_SOBRIETY = "WFS"
    NAR_ANON = "NARANON"
    AL_ANON = "ALANON"
    OTHER = "OTHER"


TWELVE_STEP = frozenset(
    {
        Fellowship.NA,
        Fellowship.HA,
        Fellowship.AA,
        Fellowship.CA,
        Fellowship.MARA,
        Fellowship.NAR_ANON,
        Fellowship.AL_ANON,
    }
)
FOR_FAMILIES = frozenset({Fellowship.NAR_ANON, Fellowship.AL_ANON})

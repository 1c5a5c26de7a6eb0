"""The filters of the facility list, in the order people think: money first, then care, then whether it is for me.

A row passes a group when one of the options chosen there holds, and a list when it passes every group. An option holds
when the row lists one of its `codes` and none of its `without`; where no code is named, any row will do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One thing a person may ask for."""

    name: str
    codes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Options of which any one will do."""

    name: str
    options: tuple[FilterOption, ...]
    option_names: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "option_names", tuple(option.name for option in self.options))


class FilterRefused(Exception):
    """A filter that does not exist. The message may be shown to the person who asked."""


def option(name: str, codes: str, *, without: str = "") -> FilterOption:
    return FilterOption(name, tuple(codes.split()), tuple(without.split()))


def group(name: str, *options: FilterOption) -> FilterGroup:
    return FilterGroup(name, options)


# Every code that tells how a person could pay; the last line is of mental health rows.
PAYMENT_CODES = (
    "MD MC PI MI SI ITU SF NP PA SS FSA SAMF "
    "CLF CMHG CSBG FG OSF PCF SCJJ SEF SMHA SWFS VAF"
)  # fmt: skip

PAYMENT = group(
    "payment",
    option("medicaid", "MD"),
    option("low_cost", "NP SS PA"),  # one question for a person without money, three codes for a survey
    option("private", "PI"),
    option("medicare", "MC"),
    option("military", "MI"),
    option("va", "VAMC VAF"),
    option("tribal", "ITU TBG IH"),
    option("state_plan", "SI"),
    option("yourself", "SF"),
    option("not_said", "", without=PAYMENT_CODES),
)

CARE = group(
    "care",
    option("visits", "OP ORT"),
    option("intensive", "OIT"),
    option("day", "ODT PHDT"),
    option("short_stay", "RS"),
    option("long_stay", "RL"),
    option("hospital", "HI HIT"),
    option("withdrawal_stay", "HID RD"),
    option("withdrawal_home", "OD"),
    option("recovery_home", "HH"),
    option("waiting", "ISC"),
)

AGE = group(
    "age",
    option("under_18", "CHLD"),
    option("from_18", "YAD"),
    option("from_26", "ADLT"),
    option("from_65", "SNR"),
    option("not_said", "", without="CHLD YAD ADLT SNR"),
)

SEX = group(
    "sex",
    option("women", "FEM"),
    option("men", "MALE"),
    option("not_said", "", without="FEM MALE"),
)

# The meaning of the words is that of `pathways`, which this package may not import; a test there keeps them equal.
MEDICINE = group(
    "medicine",
    option("starts", "BU MU OTP"),
    option("methadone", "MU MM OTP"),
    option("buprenorphine", "BU BUM UB"),
    option("keeps", "OTP MU MM BUM UB"),
    # "Uses no medicine for opioid use" beside a medicine is a contradiction, and a contradiction is not a yes.
    option("on_methadone", "MU MM OTP MOA", without="NMOA"),
    option("on_buprenorphine", "BU BUM UB MOA", without="NMOA"),
    option("naltrexone", "NU UN VTRL NXN RPN"),
)

LANGUAGE = group(
    "language",
    option("spanish", "SP"),
    option("arabic", "F4"),
    option("chinese", "F17"),
    option("creole", "F19"),
    option("farsi", "F25"),
    option("french", "F28"),
    option("german", "F30"),
    option("greek", "F31"),
    option("hebrew", "F35"),
    option("hindi", "F36"),
    option("hmong", "F37"),
    option("italian", "F42"),
    option("japanese", "F43"),
    option("korean", "F47"),
    option("native_american", "NX N24 N40"),
    option("ojibwa", "N24"),
    option("polish", "F66"),
    option("portuguese", "F67"),
    option("russian", "F70"),
    option("tagalog", "F81"),
    option("vietnamese", "F92"),
    option("yupik", "N40"),
)

PROGRAMS = group(
    "programs",
    option("women", "WN"),
    option("pregnant", "PW"),
    option("men", "MN"),
    option("teens", "AD"),
    option("young_adults", "TAY"),
    option("older", "SE"),
    option("veterans", "VET"),
    option("military", "ADM MF"),
    option("lgbtq", "GL"),
    option("deaf", "AH"),
    option("court", "CJ"),
    option("mental_health", "CO SUMH"),
    option("trauma", "TRMA XA DV PTSD"),
    option("pain", "COPSU"),
    option("hiv", "HV"),
)

SUPPORT = group(
    "support",
    option("transport", "TA"),
    option("child_care", "CCC"),
    option("children_stay", "BC"),
    option("telehealth", "TELE"),
    option("peers", "PEER RC"),
    option("family", "FCO"),
    option("housing", "HS"),
    option("work", "EMP VOC"),
    option("twelve_step", "TWFA"),
    option("primary_care", "IPC"),
)

QUALITY = group(
    "quality",
    option("accredited", "CARF JC COA HFAP NCQA"),
    option("state_license", "STAG STMH STDH"),
    option("naloxone", "NOE"),
    option("aftercare", "ACC"),
    option("health_center", "FQHC"),
)

GROUPS = (PAYMENT, CARE, AGE, SEX, MEDICINE, LANGUAGE, PROGRAMS, SUPPORT, QUALITY)
GROUP_BY_NAME = {each.name: each for each in GROUPS}

# Distance is asked between care and age. None: anywhere.
DISTANCES: tuple[int | None, ...] = (5, 10, 25, 50, 100, None)
DEFAULT_MILES = 25

Chosen = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class ChosenGroup:
    """A group and what was chosen in it, in the group's own order. Nothing chosen asks nothing."""

    group: FilterGroup
    chosen: tuple[str, ...] = ()


NOTHING_CHOSEN = tuple(ChosenGroup(each) for each in GROUPS)


def chosen_groups(chosen: Chosen) -> tuple[ChosenGroup, ...]:
    """Every group, with what was chosen in it. Raises FilterRefused for a group or an option that does not exist."""
    if not chosen:
        return NOTHING_CHOSEN
    if unknown := sorted(set(chosen) - set(GROUP_BY_NAME)):
        raise FilterRefused(f"There is no group of filters named {shown(unknown[0])}.")
    return tuple(ChosenGroup(each, checked(each, chosen.get(each.name, ()))) for each in GROUPS)


def checked(group: FilterGroup, names: Iterable[str]) -> tuple[str, ...]:
    wanted = set(names)
    if unknown := sorted(wanted - set(group.option_names)):
        raise FilterRefused(f"The filter “{group.name}” has no choice named {shown(unknown[0])}.")
    return tuple(name for name in group.option_names if name in wanted)


def shown(name: str) -> str:
    """What was sent, in quotes and no longer than a person can use."""
    return f"“{name if len(name) <= 40 else name[:39] + '…'}”"

"""What each fellowship says of medicine for opioid use disorder: methadone and buprenorphine.

A position is the fellowship's, and a group may hold another one. Where nothing was found, "not known" is the answer:
no position is concluded from that of a fellowship alike. `is_confirmed` where the fellowship's own words were read;
else `unconfirmed` says what is still to be read. A change here wants the eye of a clinician or a peer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.medicine_reports import Told
from handrail.web.translation import mark


class Position(StrEnum):
    """SUPPORTED is less than WELCOME: nobody is asked to stop what a doctor prescribes."""

    WELCOME = "welcome"
    SUPPORTED = "supported"
    GROUPS_DECIDE = "groups_decide"
    LISTEN_ONLY = "listen_only"
    ABSTINENCE = "abstinence"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPosition:
    """`source` names what was read, `dated` the year in which it was said, as far as either is known."""

    fellowship: Fellowship
    position: Position
    source: str = ""
    address: str = ""
    dated: str = ""
    is_confirmed: bool = False
    unconfirmed: str = ""


NOTHING_FOUND = mark("We found no statement of this fellowship about these medicines.")
ABOUT_FAMILIES = mark("This fellowship is for families and friends. We found no statement about these medicines.")

STATED = (
    StatedPosition(
        fellowship=Fellowship.NA,
        position=Position.GROUPS_DECIDE,
        source="NA Groups and Medication (2011) and Bulletin 29 (1996), as IRETA told of them in 2015",
        address="https://ireta.org/2015/10/30/finding-support-for-patients-in-medication-assisted-treatment/",
        dated="2011",
        unconfirmed=mark(
            "We read about these texts, and not the texts themselves. NA speaks of complete abstinence. Each group"
            " decides who speaks, and some groups ask people on medicine only to listen."
        ),
    ),
    StatedPosition(fellowship=Fellowship.HA, position=Position.NOT_KNOWN, unconfirmed=NOTHING_FOUND),
    StatedPosition(
        fellowship=Fellowship.AA,
        position=Position.NOT_KNOWN,
        source="The A.A. Member: Medications and Other Drugs, British printing",
        dated="2016",
        unconfirmed=mark(
            "Its leaflet on medicine says that no member should play doctor. We saw none of these medicines named."
        ),
    ),
    StatedPosition(fellowship=Fellowship.CA, position=Position.NOT_KNOWN, unconfirmed=NOTHING_FOUND),
    StatedPosition(
        fellowship=Fellowship.MARA,
        position=Position.WELCOME,
        source="Policy Research Associates, on Medication-Assisted Recovery Anonymous",
        address="https://prainc.com/gains-mara",
        unconfirmed=mark("We read what others say of it, and not its own pages. It began for people on medicine."),
    ),
    StatedPosition(
        fellowship=Fellowship.SMART,
        position=Position.WELCOME,
        source="SMART Recovery USA, on abstinence-oriented recovery support",
        address="https://smartrecovery.org/smart-announces-move-toward-abstinence-oriented-recovery-support",
        dated="2022",
        is_confirmed=True,
    ),
    StatedPosition(
        fellowship=Fellowship.RECOVERY_DHARMA,
        position=Position.SUPPORTED,
        source="A review of meetings by Handrail",
        dated="2026",
        unconfirmed=mark("We read that it asks nobody to stop medicine. Its own words are still to be read."),
    ),
    StatedPosition(
        fellowship=Fellowship.LIFERING,
        position=Position.SUPPORTED,
        source="LifeRing Austin, on its philosophy",
        address="https://austinlifering.org/philosophy/",
        unconfirmed=mark(
            "These are the words of one chapter, without a date: medicine as prescribed, with a doctor who knows."
        ),
    ),
    StatedPosition(fellowship=Fellowship.WOMEN_FOR_SOBRIETY, position=Position.NOT_KNOWN, unconfirmed=NOTHING_FOUND),
    StatedPosition(fellowship=Fellowship.NAR_ANON, position=Position.NOT_KNOWN, unconfirmed=ABOUT_FAMILIES),
    StatedPosition(fellowship=Fellowship.AL_ANON, position=Position.NOT_KNOWN, unconfirmed=ABOUT_FAMILIES),
    StatedPosition(fellowship=Fellowship.OTHER, position=Position.NOT_KNOWN, unconfirmed=NOTHING_FOUND),
)
POSITIONS: Mapping[Fellowship, StatedPosition] = {each.fellowship: each for each in STATED}
WELCOMING = frozenset(each.fellowship for each in STATED if each.position is Position.WELCOME)
GROUPS_DECIDE = frozenset(each.fellowship for each in STATED if each.position is Position.GROUPS_DECIDE)


def is_medicine_welcome(*, told: str, by_list: bool, fellowship: str) -> bool:
    """Who was there knows more than its list, and its list more than the fellowship. `told` is empty where too few
    were there."""
    return told == Told.WELCOME if told else by_list or fellowship in WELCOMING

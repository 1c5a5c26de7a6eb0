"""What a fellowship says of medicine, in whole sentences: for a meeting's page and for fellowships side by side."""

from dataclasses import dataclass

from handrail.meetings.domain.positions import Position, StatedPosition
from handrail.web.translation import mark, translate

SENTENCES = {
    Position.WELCOME: mark("The fellowship welcomes people who take methadone or buprenorphine."),
    Position.SUPPORTED: mark("The fellowship asks nobody to stop medicine that a doctor prescribes."),
    Position.GROUPS_DECIDE: mark("The fellowship leaves it to each group. You may speak in one and not in another."),
    Position.LISTEN_ONLY: mark("The fellowship asks people on this medicine to listen and not to speak."),
    Position.ABSTINENCE: mark("The fellowship expects people to take no such medicine."),
    Position.NOT_KNOWN: mark("We do not know what this fellowship says about methadone or buprenorphine."),
}


@dataclass(frozen=True, slots=True)
class PositionTold:
    """`source`, `address`, `dated` and `unconfirmed` may be empty."""

    sentence: str
    source: str
    address: str
    dated: str
    unconfirmed: str


def position_told(stated: StatedPosition, language: str) -> PositionTold:
    return PositionTold(
        sentence=translate(SENTENCES[stated.position], language),
        source=stated.source,
        address=stated.address,
        dated=stated.dated,
        unconfirmed=translate(stated.unconfirmed, language) if stated.unconfirmed else "",
    )

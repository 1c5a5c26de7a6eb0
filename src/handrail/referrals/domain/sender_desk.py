"""What whoever hands people over sees first, and the line on which each person stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from handrail.referrals.domain.questions import Answer
from handrail.referrals.domain.stages import SAID_YES, Stage


class Waits(IntEnum):
    """The order of the desk: what only the sender can do comes before what others do."""

    PICK = 0  # a program said yes, and a yes holds for hours
    REPLY = 1  # a program asked back, and waits
    NEXT = 2  # declined, or did not come: somebody has to go on
    LOOK = 3  # every answer is there, or a waiting list is offered
    ASK = 4  # written down, and nobody was asked
    OTHERS = 5


BEFORE_A_PICK = frozenset({Stage.DRAFT, Stage.ASKING, Stage.DECLINED, Stage.NO_SHOW, Stage.WAITLISTED})
WAITS: dict[Stage, Waits] = {
    Stage.ASKED_BACK: Waits.REPLY,
    Stage.DECLINED: Waits.NEXT,
    Stage.NO_SHOW: Waits.NEXT,
    Stage.DRAFT: Waits.ASK,
}


def waits_for(stage: Stage, *, yes: int, is_ours: bool = False) -> Waits:
    """`is_ours`: it is the sender's turn."""
    if yes and stage in BEFORE_A_PICK:
        return Waits.PICK
    if is_ours and stage is Stage.ASKING:
        return Waits.LOOK
    return WAITS.get(stage, Waits.OTHERS)


class News(StrEnum):
    """What the answers of the programs come to, said above all else."""

    YES = "yes"
    LIST = "list"
    ALL_NO = "all_no"


def news_of(stage: Stage, answers: Collection[str], *, is_nobody_left: bool) -> News | None:
    """`answers`: of each program that was asked, a yes only while it holds. `is_nobody_left`: three said no."""
    if stage not in BEFORE_A_PICK:
        return None
    if Answer.YES in answers:
        return News.YES
    if is_nobody_left or (stage is Stage.ASKING and set(answers) == {Answer.NO}):
        return News.ALL_NO
    return News.LIST if stage is Stage.ASKING and Answer.WAITING_LIST in answers else None


class Post(StrEnum):
    """The posts of the rail, in their order."""

    WRITTEN = "written"
    ASKED = "asked"
    SENT = "sent"
    YES = "yes"
    ARRIVED = "arrived"
    CARE = "care"


STANDS_AT: dict[Stage, Post] = {
    Stage.DRAFT: Post.WRITTEN,
    Stage.ASKING: Post.ASKED,
    Stage.DECLINED: Post.ASKED,
    Stage.SENT: Post.SENT,
    Stage.ACKNOWLEDGED: Post.SENT,
    Stage.ASKED_BACK: Post.SENT,
    Stage.NO_SHOW: Post.YES,
    Stage.ARRIVED: Post.ARRIVED,
    Stage.COMPLETED: Post.CARE,
    **dict.fromkeys(SAID_YES - {Stage.ARRIVED, Stage.COMPLETED}, Post.YES),
}
"""Ends without care stand nowhere: the rail shows how far it came."""


@dataclass(frozen=True)
class RailPost:
    post: Post
    state: str  # done, now or ahead


def rail(stage: Stage, *, went_through: Iterable[Stage]) -> tuple[RailPost, ...]:
    """Solid up to where the person stands, dashed from there on."""
    order = list(Post)
    reached = [STANDS_AT[each] for each in went_through if each in STANDS_AT]
    here = STANDS_AT.get(stage)
    last = order.index(here) if here else max((order.index(post) for post in reached), default=0)
    return tuple(RailPost(post, state_of(place, last, is_open=here is not None)) for place, post in enumerate(order))


def state_of(place: int, last: int, *, is_open: bool) -> str:
    if place < last or (place == last and not is_open):
        return "done"
    return "now" if place == last else "ahead"


SENDERS_STEPS = (Stage.TRAVELING, Stage.ARRIVED)
"""Moves of the sender that are a plain press: the others have a form of their own."""

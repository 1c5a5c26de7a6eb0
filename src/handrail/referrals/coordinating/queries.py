"""The coordinators' board: what breaks first, by number, program and clock (S18)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from handrail.messaging.domain.rosters import REFERRALS, PageState
from handrail.messaging.models import RosterMember, RosterPage
from handrail.referrals.agreeing.queries import agreed_among
from handrail.referrals.asking.queries import claims_that_can_look
from handrail.referrals.climbing.queries import climbs_next, is_due, watch_of, with_calls
from handrail.referrals.closing.queries import accounts_to_settle
from handrail.referrals.domain.ladder import ROUND, Rung, Watch
from handrail.referrals.domain.legal_clocks import LegalClock, legal_clock, order_of_admission
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.ringing import RUNG_ABOUT
from handrail.referrals.domain.sides import ONE_WAY_KINDS, Side
from handrail.referrals.domain.stages import OPEN, Stage
from handrail.referrals.models import CoordinatorNote, FollowUp, Question, Referral
from handrail.referrals.ringing.queries import known_to_us, told_since_it_moved, tried_in_vain
from handrail.referrals.switch import is_somebody_there
from handrail.referrals.turns import is_one_way

MOST_LISTED = 100
URGENT_FIRST = (
    Watch.SILENT,
    Watch.WITH_A_HUMAN,
    Watch.WAITS_FOR_HOURS,
    Watch.CLIMBING,
    Watch.IN_TIME,
    Watch.ENDED,
)
LAW_FIRST = ("-is_pregnant", "-is_injecting")  # as `order_of_admission`, for the database
NEEDS_A_HUMAN = frozenset(URGENT_FIRST[:3])


@dataclass(frozen=True)
class Line:
    """One referral, and who watches over it. `is_taken`: a coordinator has it. `has_to_tell`: the person.

    `has_to_settle`: program and person say different things, or somebody was turned away.
    """

    referral: Referral
    watch: Watch
    is_taken: bool
    climbs_at: datetime | None
    has_to_tell: bool
    has_to_ring: bool  # a program that neither a message nor its desk can reach
    ring_again_at: datetime | None  # nobody there picked up
    has_to_settle: bool
    law: LegalClock | None

    @property
    def has_a_task(self) -> bool:
        """What nobody but a coordinator does, also before any limit has run out."""
        to_do = self.has_to_tell, self.has_to_ring, self.has_to_settle
        return any(to_do) or self.referral.turn == Side.COORDINATOR

    @property
    def is_late(self) -> bool:
        """Its limits have run out, and nobody has taken it."""
        return self.watch in NEEDS_A_HUMAN and not self.is_taken

    @property
    def needs_a_human(self) -> bool:
        return self.is_late or (self.has_a_task and not self.is_taken)


def board(*, at: datetime) -> list[Line]:
    """What nobody has taken first, then by who waits for the law, then by the clock: as many as a page can show.

    Those that may need a human are taken from the database before all others, whoever's limit comes first.
    """
    rows = with_tasks(on_the_board(), at=at).select_related("facility", "sender", "consent", "subject")
    rows = rows.annotate(is_calm=Case(When(may_need_a_human(at=at), then=False), default=True))
    there = is_somebody_there(at=at)
    rows = rows.prefetch_related("questions__facility")
    first = rows.order_by("is_calm", *LAW_FIRST, "due_at", "pk")[:MOST_LISTED]
    return sorted((line_of(row, is_there=there, at=at) for row in first), key=order)


def count_who_need_a_human(*, at: datetime) -> int:
    """Of all, also of those for whom the page has no room. Where a release is near, the day there decides."""
    rows = with_tasks(on_the_board(), at=at).select_related("sender").filter(may_need_a_human(at=at))
    there = is_somebody_there(at=at)
    releases = (line_of(row, is_there=there, at=at) for row in rows.exclude(release_on=None))
    return rows.filter(release_on=None).count() + sum(line.needs_a_human for line in releases)


def on_the_board() -> QuerySet[Referral]:
    """The open ones; and those that ended while nobody knows yet whether the person got in."""
    unsettled = Q(pk__in=accounts_to_settle().values("referral"))
    return Referral.objects.filter(Q(stage__in=[stage.value for stage in OPEN]) | unsettled)


def with_tasks(referrals: QuerySet[Referral], *, at: datetime) -> QuerySet[Referral]:
    """`is_told`: a coordinator reached the person since it moved last. `is_to_ring`: a program waits to be rung.

    `ring_again_at`: when one is rung again at which nobody picked up. `is_to_settle`: a coordinator has to ask how the
    arrival went.
    """
    tried = CoordinatorNote.objects.filter(referral=OuterRef("pk"), at__lte=at, again_at__gt=at).order_by("again_at")
    return with_calls(referrals).annotate(
        is_told=told_since_it_moved(),
        is_to_ring=nobody_there_can_look(at=at),
        is_to_settle=Exists(accounts_to_settle().filter(referral=OuterRef("pk"))),
        ring_again_at=Subquery(tried.values("again_at")[:1]),
    )


def nobody_there_can_look(*, at: datetime) -> Q:
    """A program was asked whom nothing reaches but the telephone, or has the person and cannot know it (S17).

    Not while it was rung in vain, and it is too early to ring again.
    """
    asked = Question.objects.filter(referral=OuterRef("pk"), gone_at=None)
    still_asked = Q(turn=Side.RECEIVER) | ~Q(Exists(asked.filter(answer=Answer.YES)))  # a yes waits for the sender
    to_ring = asked.filter(~Exists(tried_in_vain("referral", at=at)), way=Way.TELEPHONE, answer="")
    by_telephone = Q(Exists(to_ring)) & still_asked
    has_desk = Exists(claims_that_can_look().filter(kept_row=OuterRef("facility")))
    return by_telephone | Q(stage=Stage.SENT) & ~Q(has_desk) & ~Q(Exists(tried_in_vain("pk", at=at)))


def may_need_a_human(*, at: datetime) -> Q:
    """As `Line.needs_a_human`, asked of the database, of rows of `with_calls`. Exactly so where no release is known."""
    is_called, is_late = Q(rung=Rung.COORDINATOR, is_called=True), is_due(at=at - ROUND)
    return Q(is_taken=False) & (is_called | is_late | has_a_task())


def has_a_task() -> Q:
    """As `Line.has_a_task`."""
    kinds, stages = sorted(kind.value for kind in ONE_WAY_KINDS), sorted(stage.value for stage in RUNG_ABOUT)
    is_to_tell = Q(sender__kind__in=kinds, stage__in=stages, is_told=False)
    return Q(turn=Side.COORDINATOR) | Q(is_to_ring=True) | Q(is_to_settle=True) | is_to_tell


def order(line: Line) -> tuple[int, bool, bool, bool, int, datetime]:
    referral = line.referral
    first = order_of_admission(is_pregnant=referral.is_pregnant, is_injecting=referral.is_injecting)
    near = URGENT_FIRST.index(line.watch)
    return (
        min(near, URGENT_FIRST.index(Watch.WITH_A_HUMAN)) if line.has_to_settle else near,
        line.is_taken,
        not line.needs_a_human,
        not (line.has_to_tell or line.has_to_ring or line.has_to_settle),
        first,
        referral.due_at or referral.stage_since,
    )


def line_of(referral: Referral, *, is_there: bool, at: datetime) -> Line:
    return Line(
        referral=referral,
        watch=watch_of(referral, is_somebody_there=is_there, at=at),
        is_taken=referral.is_taken,
        climbs_at=climbs_next(referral, at=at),
        has_to_tell=is_one_way(referral.sender) and referral.stage in RUNG_ABOUT and not referral.is_told,
        has_to_ring=referral.is_to_ring,
        ring_again_at=referral.ring_again_at,
        has_to_settle=referral.is_to_settle,
        law=law_of(referral),
    )


def law_of(referral: Referral) -> LegalClock | None:
    """None once the person has arrived, or it has ended: the wait that the law counts is over."""
    if referral.stage not in OPEN or referral.stage == Stage.ARRIVED:
        return None
    return legal_clock(
        is_injecting=referral.is_injecting,
        is_pregnant=referral.is_pregnant,
        requested_at=referral.requested_at,
        interim_began_at=referral.interim_began_at,
    )


def referral_called(*, public_id: str, at: datetime) -> Referral | None:
    """Also one that has ended: a link in a call must still say what became of it."""
    rows = with_tasks(Referral.objects.all(), at=at).select_related("facility", "sender", "subject", "consent")
    return rows.filter(public_id=public_id).first()


def page_open(*, referral: Referral) -> RosterPage | None:
    waiting = RosterPage.objects.filter(roster__name=REFERRALS, about=f"referral:{referral.public_id}")
    return waiting.exclude(state=PageState.ACKNOWLEDGED).first()


@dataclass(frozen=True)
class Beside:
    """What the words of a line depend on, and no line knows of itself: by the rows of the referrals."""

    accounts: Mapping[int, FollowUp]
    known_to_us: frozenset[int]
    agreed: frozenset[int]


def beside(*, lines: Collection[Line], at: datetime) -> Beside:
    """As many queries for a whole board as for one line."""
    unsettled = [line.referral for line in lines if line.has_to_settle]
    rows = accounts_to_settle().filter(referral__in=unsettled) if unsettled else ()
    drafts = [line.referral for line in lines if line.referral.stage == Stage.DRAFT]
    to_act = [line.referral for line in lines if line.has_a_task or line.is_late]
    accounts = {each.referral_id: each for each in rows}
    return Beside(accounts, known_to_us(to_act, at=at), agreed_among(drafts, at=at))


def questions_of(*, referral: Referral) -> QuerySet[Question]:
    return Question.objects.filter(referral=referral).select_related("facility", "referral").order_by("number")


def is_on_duty(*, person_id: str) -> bool:
    """Whether somebody is on the roster that answers for referrals."""
    return RosterMember.objects.filter(roster__name=REFERRALS, person_id=person_id).exists()

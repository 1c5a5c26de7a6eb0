"""What the sender may do on the page of one person: each task is one button, and one call of an action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handrail.accounts.sign_ins.access import SignedInRequest
from handrail.directory.models import Facility
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.privacy.receipts.actions import MadeReceipt
from handrail.referrals.agreeing.actions import ask_to_agree, withdraw
from handrail.referrals.asking.actions import ask
from handrail.referrals.coming_back.actions import ask_for_a_way, give_number
from handrail.referrals.domain.agreeing import AgreeingRefused, Signing
from handrail.referrals.domain.moves import MISSING, NO_SUCH_MOVE, Given, MoveRefused, Requires
from handrail.referrals.domain.needs import Trait
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.releases import BAD_DAY, ReleaseRefused
from handrail.referrals.domain.sender_desk import SENDERS_STEPS
from handrail.referrals.domain.sending import LANGUAGES, NO_CODE, WritingRefused
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.picking.actions import make_new_code, pick
from handrail.referrals.sending import words
from handrail.referrals.sending.access import Sender
from handrail.referrals.sending.actions import add_place, drop_place, put_release, say_who_it_is
from handrail.referrals.sending.draft_form import RELEASING, day_typed
from handrail.referrals.sending.pages import sent
from handrail.referrals.sending.queries import chosen_places
from handrail.referrals.switch import check_switched_on
from handrail.web.translation import mark

LONGEST_WORDS = 600
IDENTITY = ("name", "birth_date", "phone", "email")


@dataclass(frozen=True)
class Press:
    """Who pressed what, on which page."""

    request: SignedInRequest
    referral: Referral
    sender: Sender
    at: datetime

    def typed(self, name: str, most: int = 200) -> str:
        return sent(self.request, name, most)

    @property
    def place(self) -> Facility:
        places = chosen_places(public_ids=[self.typed("place", 16)])
        if not places:
            raise MoveRefused(MISSING[Requires.PROGRAM], code="needs_program")
        return places[0]

    @property
    def who(self) -> dict[str, object]:
        return {"by": self.sender.by, "at": self.at}


@dataclass(frozen=True)
class Done:
    """What is said above the next page, or what is shown this once instead of it."""

    said: str = ""
    asked: AskedConsent | None = None
    link: MadeLink | None = None
    picked: Facility | None = None
    number: MadeReceipt | None = None


def ask_programs(press: Press) -> Done:
    """At most one trait, and only once the person was told that it may point to them (S21)."""
    check_switched_on()
    places = chosen_places(public_ids=press.request.POST.getlist("place"))
    if not places:
        raise MoveRefused(MISSING[Requires.QUESTIONS], code="needs_questions")
    trait = Trait(press.referral.trait) if press.typed("trait") and press.referral.trait else None
    ask(referral=press.referral, facilities=places, side=Side.SENDER, trait=trait, **press.who)
    return Done(mark("Asked. You see each answer here."))


def ask_person(press: Press) -> Done:
    way, language = press.typed("way"), press.typed("language", 5)
    if way not in set(Signing) or language not in LANGUAGES:
        raise WritingRefused(NO_CODE)
    asked, link = ask_to_agree(
        referral=press.referral,
        facility=press.place,
        way=Signing(way),
        language=language,
        user=press.request.user,
        number=press.typed("number", 40) if way == Signing.OWN_PHONE else "",
        **press.who,
    )
    return Done(asked=asked, link=link)


def choose(press: Press) -> Done:
    check_switched_on()
    place = press.place
    _, link = pick(referral=press.referral, facility=place, side=Side.SENDER, **press.who)
    return Done(link=link, picked=place)


def new_code(press: Press) -> Done:
    """For one that was lost, or mistyped too often."""
    check_switched_on()
    link = make_new_code(referral=press.referral, **press.who)
    return Done(link=link, picked=press.referral.facility)


def reply(press: Press) -> Done:
    moved(press, Stage.ACKNOWLEDGED, Given(words=press.typed("words", LONGEST_WORDS)))
    return Done(mark("Your reply is with the program."))


def step(press: Press) -> Done:
    to = press.typed("to")
    if to not in SENDERS_STEPS:
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    moved(press, Stage(to), Given())
    return Done(mark("Saved."))


def cancel(press: Press) -> Done:
    moved(press, Stage.CANCELED, Given(outcome=outcome_of(press, words.CANCELS)))
    return Done(mark("It is taken back. Nobody goes on with it."))


def fail(press: Press) -> Done:
    moved(press, Stage.FAILED, Given(outcome=outcome_of(press, words.FAILS)))
    return Done(mark("It is written down how it ended."))


def in_error(press: Press) -> Done:
    moved(press, Stage.IN_ERROR, Given(outcome=Outcome.WRITTEN_IN_ERROR))
    return Done(mark("It is marked as written in error."))


def outcome_of(press: Press, known: dict[Outcome, str]) -> Outcome | None:
    text = press.typed("outcome", 32)
    return Outcome(text) if text in known else None


def moved(press: Press, to: Stage, given: Given) -> Referral:
    """As it stood when the page was made: what others moved meanwhile is looked at first."""
    if press.typed("seen", 6) != str(press.referral.moves):
        raise MoveRefused(NO_SUCH_MOVE, code="no_such_move")
    return move(referral=press.referral, to=to, side=Side.SENDER, given=given, **press.who)


def add(press: Press) -> Done:
    add_place(referral=press.referral, facility=press.place, **press.who)
    return Done(mark("The place was added. You can ask it now."))


def drop(press: Press) -> Done:
    drop_place(referral=press.referral, facility=press.place, **press.who)
    return Done(mark("The place was removed."))


def identity(press: Press) -> Done:
    person = {name: press.typed(name) for name in IDENTITY}
    say_who_it_is(referral=press.referral, person={name: text for name, text in person.items() if text}, **press.who)
    return Done(mark("Saved, and sealed. Only a program the person agreed to learns it."))


def first_day(press: Press) -> Done:
    if press.sender.kind not in RELEASING:
        raise ReleaseRefused(BAD_DAY)
    answers = {name: press.typed(f"first_day_{name}", 16) for name in ("medicine", "naloxone")}
    day = day_typed(press.typed("release_on", 10))
    put_release(referral=press.referral, release_on=day, **answers, **press.who)
    return Done(mark("Saved."))


def take_back(press: Press) -> Done:
    """The person told whoever sends them."""
    withdraw(referral=press.referral, **press.who)
    return Done(mark("The consent is withdrawn. From this moment nothing more is told."))


def number(press: Press) -> Done:
    """On paper, for the person to come back with."""
    return Done(number=give_number(referral=press.referral, pin=press.typed("pin", 20), **press.who))


def way(press: Press) -> Done:
    ask_for_a_way(referral=press.referral, **press.who)
    return Done(mark("A neutral note is on its way to them. We write only after they say yes there."))


TASKS: dict[str, Callable[[Press], Done]] = {
    "ask": ask_programs,
    "agree": ask_person,
    "pick": choose,
    "new_code": new_code,
    "reply": reply,
    "step": step,
    "cancel": cancel,
    "fail": fail,
    "in_error": in_error,
    "add": add,
    "drop": drop,
    "identity": identity,
    "first_day": first_day,
    "take_back": take_back,
    "number": number,
    "way": way,
}
UNKNOWN = mark("Choose one of the buttons.")


def done(press: Press) -> Done:
    """Raises the refusal of the action, which may be shown."""
    task = TASKS.get(press.typed("task", 12))
    if task is None:
        raise AgreeingRefused(UNKNOWN)
    return task(press)

"""The desk of whoever hands people over, in words. A test fails for a code without them."""

from handrail.directory.open_places.words import LEVELS
from handrail.privacy.domain.consents import Condition
from handrail.referrals.domain.agreeing import Reply, Signing
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.releases import FirstDayMedicine, FirstDayNaloxone
from handrail.referrals.domain.sender_desk import News, Post, Waits
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.need_words import AGES, MEDICINES, PAYERS, TRAITS, URGENCIES
from handrail.referrals.receiving.person_words import CODES, NO_WAY
from handrail.web.translation import mark

STAGES: dict[Stage, str] = {
    Stage.DRAFT: mark("Written down. No program was asked yet."),
    Stage.ASKING: mark("Programs were asked, without a name."),
    Stage.SENT: mark("One program was chosen. Nobody there has looked yet."),
    Stage.ACKNOWLEDGED: mark("The program has looked."),
    Stage.ASKED_BACK: mark("The program asks something first."),
    Stage.WAITLISTED: mark("On the waiting list."),
    Stage.HELD: mark("A place is kept."),
    Stage.EXPECTED: mark("They are expected."),
    Stage.TRAVELING: mark("On the way."),
    Stage.NO_SHOW: mark("They did not come so far."),
    Stage.DECLINED: mark("This program cannot. Go on with another."),
    Stage.ARRIVED: mark("They arrived."),
    Stage.COMPLETED: mark("Care has begun."),
    Stage.FAILED: mark("It ended without care."),
    Stage.CANCELED: mark("It was taken back."),
    Stage.IN_ERROR: mark("It was written in error."),
}
NEWS: dict[News, str] = {
    News.YES: mark("A program said yes. Go on with it."),
    News.LIST: mark("A program offers its waiting list."),
    News.ALL_NO: mark("Every program that was asked said no."),
}
TURNS: dict[str, str] = {
    Side.SENDER: mark("It is your turn."),
    Side.RECEIVER: mark("The program has to answer."),
    Side.COORDINATOR: mark("Our coordinator has to act."),
    Side.PERSON: mark("The person has to say."),
}
PROGRAM_TURNS: dict[Stage, str] = {
    Stage.ASKING: mark("Whoever was asked has to answer."),
    Stage.HELD: mark("The program says when it expects them."),
    Stage.WAITLISTED: mark("The program says anew how its list stands."),
    Stage.EXPECTED: mark("The program says whether they came."),
    Stage.TRAVELING: mark("The program says whether they came."),
    Stage.ARRIVED: mark("The program says when care has begun."),
}
"""Where more than one may answer, or a program has answered already and says something else next."""


def turn_words(referral: Referral) -> str:
    """Whose turn it is, and for what."""
    is_told = referral.turn == Side.RECEIVER and referral.stage in PROGRAM_TURNS
    return PROGRAM_TURNS[Stage(referral.stage)] if is_told else TURNS.get(referral.turn, "")


WAITS: dict[Waits, str] = {
    Waits.PICK: mark("It is your turn: choose"),
    Waits.REPLY: mark("A program waits for your reply"),
    Waits.NEXT: mark("Go on with another program"),
    Waits.LOOK: mark("Programs answered: see what they say"),
    Waits.ASK: mark("Ask whether there is room"),
    Waits.OTHERS: mark("Others have to act"),
}
POSTS: dict[Post, str] = {
    Post.WRITTEN: mark("Written down"),
    Post.ASKED: mark("Programs asked"),
    Post.SENT: mark("One chosen"),
    Post.YES: mark("“We expect you”"),
    Post.ARRIVED: mark("Arrived"),
    Post.CARE: mark("Care begun"),
}
NOT_WAITED_FOR = mark("It need not answer any more.")
ANSWERS: dict[str, str] = {
    Answer.YES: mark("They said yes."),
    Answer.WAITING_LIST: mark("They offer a waiting list."),
    Answer.NO: mark("They said no."),
    "": mark("No answer yet."),
}
WAYS: dict[str, str] = {
    Way.LINK: mark("Asked by a message"),
    Way.DESK: mark("Asked at their desk here"),
    Way.TELEPHONE: mark("Our coordinator calls them"),
}
SIGNINGS: dict[Signing, str] = {
    Signing.OWN_PHONE: mark("On their own phone"),
    Signing.ON_SCREEN: mark("On this screen"),
    Signing.ON_PAPER: mark("On paper"),
    Signing.BY_RECEIPT: mark("With their number"),
}
REPLIES: dict[str, str] = {
    Reply.SIGNED: mark("The person agreed."),
    Reply.DECLINED: mark("The person said no to this program."),
    Reply.TAKEN_BACK: mark("The person took it back."),
    "": mark("We wait for the person's answer."),
}
ASKED_THEM = mark("The person was asked whether they agree.")
STEPS: dict[Stage, str] = {
    Stage.TRAVELING: mark("We arranged the way there"),
    Stage.ARRIVED: mark("They arrived"),
}
CANCELS: dict[Outcome, str] = {
    Outcome.PERSON_TOOK_IT_BACK: mark("The person does not want it any more"),
    Outcome.SENDER_TOOK_IT_BACK: mark("We take it back"),
}
FAILS: dict[Outcome, str] = {
    Outcome.FOUND_CARE_ELSEWHERE: mark("They found care elsewhere"),
    Outcome.NO_PROGRAM_FOUND: mark("No program was found"),
    Outcome.COULD_NOT_BE_REACHED: mark("Nobody could reach them, on several days"),
    Outcome.LEFT_BEFORE_ADMISSION: mark("They left before care began"),
    Outcome.DIED: mark("They died"),
}
OUTCOMES: dict[str, str] = {
    **CANCELS,
    **FAILS,
    Outcome.CARE_BEGAN: mark("Care began"),
    Outcome.CONSENT_ENDED: mark("The person's consent ended"),
    Outcome.ERASED: mark("The person had their data deleted"),
    Outcome.WRITTEN_IN_ERROR: mark("Written in error"),
}
FIRST_MEDICINES: dict[FirstDayMedicine, str] = {
    FirstDayMedicine.SUPPLY: mark("A supply is handed over at the gate"),
    FirstDayMedicine.PRESCRIPTION: mark("A prescription waits at a pharmacy"),
    FirstDayMedicine.AT_PROGRAM: mark("They get it at the program that day"),
    FirstDayMedicine.INJECTION: mark("A long-acting injection was given before"),
    FirstDayMedicine.NOT_WANTED: mark("It was offered, and they said no"),
    FirstDayMedicine.NOT_ARRANGED: mark("Nothing could be arranged: the program must know"),
}
FIRST_NALOXONE: dict[FirstDayNaloxone, str] = {
    FirstDayNaloxone.HANDED_OVER: mark("It is handed over at the gate"),
    FirstDayNaloxone.AT_PHARMACY: mark("It waits at a pharmacy"),
    FirstDayNaloxone.AT_PROGRAM: mark("They get it at the program that day"),
    FirstDayNaloxone.NOT_WANTED: mark("It was offered, and they said no"),
    FirstDayNaloxone.NOT_ARRANGED: mark("Nothing could be arranged: the program must know"),
}
CONDITIONS: dict[str, str] = {
    "": mark("No: it is their own choice"),
    Condition.DISPOSITION: mark("Of how a charge is dealt with"),
    Condition.PAROLE: mark("Of parole"),
    Condition.RELEASE: mark("Of release"),
}
TONGUES = {"en": mark("English"), "es": mark("Spanish")}
REACHES: dict[str, str] = {**CODES["reach"], "receipt": mark("Only through us")}
REACHES_ONE_WAY: list[tuple[str, str]] = list((REACHES | {"receipt": NO_WAY}).items())
"""Nothing comes back through police or custody (S24)."""
LISTS: dict[str, list[tuple[str, str]]] = {
    "age": list(AGES.items()),
    "level": list(LEVELS.items()),
    "medicine": list(MEDICINES.items()),
    "payer": list(PAYERS.items()),
    "urgency": list(URGENCIES.items()),
    "trait": [("", mark("Nothing of this")), *TRAITS.items()],
    "language": list(TONGUES.items()),
    "reach": list(REACHES.items()),
    "when": list(CODES["when"].items()),
    "first_day_medicine": [("", mark("Choose one")), *FIRST_MEDICINES.items()],
    "first_day_naloxone": [("", mark("Choose one")), *FIRST_NALOXONE.items()],
    "condition": list(CONDITIONS.items()),
}
"""The lists of the form, each in the order of its codes."""

"""Where a referral stands, whose turn it is and who watches over it, in words for coordinators."""

from datetime import datetime, timedelta

from handrail.referrals.domain.agreeing import Reply
from handrail.referrals.domain.closing import Account, Verdict
from handrail.referrals.domain.ladder import Watch
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.ringing import NoteKind, Why
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.web.formats import in_one_line
from handrail.web.translation import mark, translate, translate_plural

STAGES: dict[Stage, str] = {
    Stage.DRAFT: mark("Written, no program asked yet"),
    Stage.ASKING: mark("Programs are asked"),
    Stage.SENT: mark("Sent, nobody looked"),
    Stage.ACKNOWLEDGED: mark("Looked at, not answered"),
    Stage.ASKED_BACK: mark("The program asked something"),
    Stage.WAITLISTED: mark("On a waiting list"),
    Stage.HELD: mark("A place is kept"),
    Stage.EXPECTED: mark("Expected"),
    Stage.TRAVELING: mark("On the way"),
    Stage.NO_SHOW: mark("Did not come so far"),
    Stage.DECLINED: mark("The program said no"),
    Stage.ARRIVED: mark("Arrived"),
    Stage.COMPLETED: mark("Care began"),
    Stage.FAILED: mark("Ended without care"),
    Stage.CANCELED: mark("Taken back"),
    Stage.IN_ERROR: mark("Written in error"),
}
TURNS: dict[Side, str] = {
    Side.SENDER: mark("The sender has to act"),
    Side.RECEIVER: mark("The program has to act"),
    Side.COORDINATOR: mark("You have to act"),
}
WATCHES: dict[Watch, str] = {
    Watch.SILENT: mark("Nobody watches over this"),
    Watch.WITH_A_HUMAN: mark("You were called"),
    Watch.WAITS_FOR_HOURS: mark("Waits until somebody is on duty"),
    Watch.CLIMBING: mark("Late: we remind them, then call you"),
    Watch.IN_TIME: mark("In time"),
    Watch.ENDED: mark("Ended"),
}
TELL: dict[Stage, str] = {
    Stage.WAITLISTED: mark("Call the person: they are on the waiting list."),
    Stage.HELD: mark("Call the person: a place is kept for them."),
    Stage.EXPECTED: mark("Call the person: tell them when they are expected."),
}
"""Whom police or custody sent hears it from nobody else (S24)."""
RING: dict[Stage, str] = {
    Stage.DRAFT: mark("Call the person: ask which program may learn who they are."),
    Stage.ASKED_BACK: mark("Call the person: the program asked something."),
    Stage.NO_SHOW: mark("Call the person: they did not come. Ask what they need."),
    Stage.DECLINED: mark("Call the person: this program cannot. Ask which one is next."),
}
"""Where it is the coordinator's turn."""
DIFFERS: dict[Verdict, str] = {
    Verdict.CONFLICT: mark("The two accounts differ"),
    Verdict.AGREED: mark("Turned away"),
    Verdict.ONE: mark("One of the two says: turned away"),
}
"""Instead of the stage, which then says what only one of the two says."""
ACCOUNTS: dict[tuple[Account | None, Account | None], str] = {
    (Account.GOT_IN, Account.TURNED_AWAY): mark(
        "The person says they were turned away; the program says it took them in."
    ),
    (Account.GOT_IN, Account.DID_NOT_COME): mark("The person says they did not go; the program says it took them in."),
    (Account.TURNED_AWAY, Account.GOT_IN): mark("The person says they got in; the program says it turned them away."),
    (Account.TURNED_AWAY, Account.DID_NOT_COME): mark(
        "The person says they did not go; the program says it turned them away."
    ),
    (Account.DID_NOT_COME, Account.GOT_IN): mark("The person says they got in; the program says they did not come."),
    (Account.DID_NOT_COME, Account.TURNED_AWAY): mark(
        "The person says they were turned away; the program says they did not come."
    ),
    (Account.TURNED_AWAY, Account.TURNED_AWAY): mark("The person and the program both say they were turned away."),
    (Account.TURNED_AWAY, None): mark("The program says it turned them away; the person has not said."),
    (None, Account.TURNED_AWAY): mark("The person says they were turned away; the program has not said."),
}
"""Of the program, and of the person: whatever needs a human."""
SAID_BY_PERSON: dict[Account, str] = {
    Account.GOT_IN: mark("The person says they got in"),
    Account.TURNED_AWAY: mark("The person says they were turned away"),
    Account.DID_NOT_COME: mark("The person says they did not go"),
}
SAID_BY_PROGRAM: dict[Account, str] = {
    Account.GOT_IN: mark("The program says it took them in"),
    Account.TURNED_AWAY: mark("The program says it turned them away"),
    Account.DID_NOT_COME: mark("The program says they did not come"),
}
"""What stays in the history when nobody has to ask any more."""
ASK_BOTH = mark("Ask what happened, and note whom you asked.")
TO_SETTLE = mark("Waits for you")
CHOOSE = mark("The person agreed to a program: choose it.")
WITHOUT_A_YES: dict[bool, str] = {
    False: mark(
        "We may not call this person. They come back with their number. Meanwhile ask the next programs, if any."
    ),
    True: mark(
        "We may not call this person: they have not agreed that we learn who they are. "
        "If they call us, ask them to agree. Meanwhile ask the next programs, if any."
    ),
}
"""By whether somebody sent them: then it was police or custody, who are asked nothing and told nothing (S24)."""
COMES_BACK = mark("The person has to come back")
RING_PROGRAMS: dict[bool, str] = {
    False: mark("Call the programs that were asked: nobody there can be written to."),
    True: mark("Call the program that was chosen: nobody there can look here."),
}
"""By whether one was chosen."""
GONE_LATE = mark("Nobody answered within a day.")
GONE_CHOSEN = mark("This program was chosen.")
GONE_OTHER = mark("It had not answered when a program was chosen.")
STILL_YES = mark("Call the person: ask whether it is still yes.")
WHYS: dict[Why, str] = {
    Why.RING: mark("To call them and tell them how it goes on"),
    Why.REPLY: mark("To ask them what the program wants to know"),
    Why.AGAIN: mark("To ask them whether it is still yes"),
}
NOTES: dict[NoteKind, str] = {
    NoteKind.TOLD: mark("Reached the person: they know how it stands"),
    NoteKind.NOT_REACHED: mark("Called the person, and did not reach them"),
    NoteKind.RANG_PROGRAM: mark("Called the program"),
    NoteKind.OTHER: mark("Something else"),
    NoteKind.NOBODY_ANSWERED: mark("Nobody picked up"),
    NoteKind.SPOKE_WITH: mark("Spoke with"),
}
TRIED = mark("Nobody picked up: %(tried)s. Call again: %(again)s.")
RING_AGAIN = mark("Nobody picked up. Call again: %(again)s.")
AGREED = mark("The person agreed that this program learns who they are.")
NOT_ASKED = mark("The person was not asked about this program.")
SAID_NO = mark("This program said no.")
ASKED_THEMSELVES = mark("The person asked this program themselves.")
REPLIES: dict[str, str] = {
    "": mark("The person was asked, and has not answered."),
    Reply.SIGNED: mark("The person agreed, and that has ended."),
    Reply.DECLINED: mark("The person said no to this program."),
    Reply.TAKEN_BACK: mark("The person took their consent back."),
}
TAKEN = mark("A coordinator has it")
ENDINGS: dict[Outcome, str] = {
    Outcome.COULD_NOT_BE_REACHED: mark("Nobody could reach them, on several days"),
    Outcome.FOUND_CARE_ELSEWHERE: mark("They found care elsewhere"),
    Outcome.NO_PROGRAM_FOUND: mark("No program was found"),
    Outcome.DIED: mark("They died"),
}
LEFT = (
    (timedelta(days=1), mark("%(count)s day left"), mark("%(count)s days left")),
    (timedelta(minutes=1), mark("%(count)s minute left"), mark("%(count)s minutes left")),
)
LATE = (
    (timedelta(days=1), mark("%(count)s day late"), mark("%(count)s days late")),
    (timedelta(minutes=1), mark("%(count)s minute late"), mark("%(count)s minutes late")),
)
HOURS = {
    (True, True): mark("%(hours)s h %(minutes)s min left"),
    (True, False): mark("%(hours)s h left"),
    (False, True): mark("%(hours)s h %(minutes)s min late"),
    (False, False): mark("%(hours)s h late"),
}
"""By whether it is ahead, and whether minutes are over."""
NOW = mark("Due now")


def clock_words(due_at: datetime | None, *, at: datetime, language: str) -> str:
    """How much is left, or how late it is, as the desks of senders and programs say it too."""
    if due_at is None:
        return ""
    far, table = abs(due_at - at), LEFT if due_at > at else LATE
    if timedelta(hours=1) <= far < timedelta(days=1):
        minutes = int(far.total_seconds()) // 60
        words = HOURS[due_at > at, minutes % 60 > 0]
        return in_one_line(translate(words, language, hours=minutes // 60, minutes=minutes % 60))
    for unit, one, many in table:
        if far >= unit:
            return in_one_line(translate_plural(one, many, far // unit, language))
    return translate(NOW, language)

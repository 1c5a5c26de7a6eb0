"""Where somebody stands with a program, and what was just done, in words."""

from handrail.referrals.domain.stages import Stage
from handrail.referrals.receiving.tasks import Task
from handrail.web.translation import mark

STANDS: dict[Stage, str] = {
    Stage.SENT: mark("Nobody has looked yet"),
    Stage.ACKNOWLEDGED: mark("Waits for your answer"),
    Stage.ASKED_BACK: mark("You asked something. No reply yet."),
    Stage.WAITLISTED: mark("On your waiting list"),
    Stage.HELD: mark("You keep a place"),
    Stage.EXPECTED: mark("You expect them"),
    Stage.TRAVELING: mark("On the way to you"),
    Stage.NO_SHOW: mark("Did not come so far"),
    Stage.ARRIVED: mark("Is with you"),
}
HEADINGS: dict[Stage, str] = {
    Stage.SENT: mark("Someone chose you"),
    Stage.ACKNOWLEDGED: mark("Someone chose you"),
    Stage.ASKED_BACK: mark("Someone chose you"),
    Stage.WAITLISTED: mark("Someone is on your waiting list"),
    Stage.HELD: mark("You keep a place for someone"),
    Stage.EXPECTED: mark("You expect someone"),
    Stage.TRAVELING: mark("Someone is on the way to you"),
    Stage.NO_SHOW: mark("Someone did not come so far"),
    Stage.ARRIVED: mark("Someone is with you"),
}
NEXT: dict[Stage, str] = {
    Stage.WAITLISTED: mark("Say how your list stands: %(left)s"),
    Stage.HELD: mark("You keep it: %(left)s"),
    Stage.EXPECTED: mark("Say whether they came: %(left)s"),
    Stage.TRAVELING: mark("Say whether they came: %(left)s"),
    Stage.ARRIVED: mark("Say whether care has begun: %(left)s"),
}
"""What a clock is for, where it is not for an answer."""
NEXT_BY: dict[Stage, str] = {
    Stage.SENT: mark("Answer by %(moment)s"),
    Stage.ACKNOWLEDGED: mark("Answer by %(moment)s"),
    Stage.WAITLISTED: mark("Say by %(moment)s how your list stands"),
    Stage.HELD: mark("You keep it until %(moment)s"),
    Stage.EXPECTED: mark("Say by %(moment)s whether they came"),
    Stage.TRAVELING: mark("Say by %(moment)s whether they came"),
    Stage.ARRIVED: mark("Say by %(moment)s whether care has begun"),
}
"""Where a day is named instead: it must not read as the answer."""
LATE = mark("Late since: %(moment)s")
ANSWER_LATE = mark("Please answer now. Late since: %(moment)s")
NEXT_LATE: dict[Stage, str] = {
    Stage.SENT: ANSWER_LATE,
    Stage.ACKNOWLEDGED: ANSWER_LATE,
    Stage.WAITLISTED: mark("Please say how your list stands. Late since: %(moment)s"),
    Stage.HELD: mark("You kept it until: %(moment)s. Please say how it goes on."),
    Stage.EXPECTED: mark("Please say whether they came. Late since: %(moment)s"),
    Stage.TRAVELING: mark("Please say whether they came. Late since: %(moment)s"),
    Stage.ARRIVED: mark("Please say whether care has begun. Late since: %(moment)s"),
}
"""Once the time is over: what is still to be done, and since when."""
EXPECTED_AT, WAS_EXPECTED_AT = mark("Expected: %(moment)s"), mark("Was expected: %(moment)s")
DONE: dict[Task, str] = {
    Task.EXPECT: mark("Thank you. They learn that you expect them, and when."),
    Task.HOLD: mark("Thank you. You keep the place as long as you said. They learn it now."),
    Task.WAITING_LIST: mark("Thank you. They learn that they are on your list."),
    Task.ASK: mark("Thank you. Your question is with them. You see the reply here."),
    Task.ARRIVED: mark("Thank you. Tell us when care has begun, or if they left before."),
    Task.NO_SHOW: mark("Thank you. Somebody looks for them now. If they come later, say so here."),
    Task.BEGAN: mark("Thank you. This has ended well, and you see it here no more."),
    Task.DECLINE: mark("Thank you. We go on with another program. You see them here no more."),
    Task.FAILED: mark("Thank you. This has ended, and you see it here no more."),
}

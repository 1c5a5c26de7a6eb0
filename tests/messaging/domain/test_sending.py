"""Drop one thing that must hold, and the message does not go."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from handrail.messaging.domain.kinds import KINDS, MessageKind, Night
from handrail.messaging.domain.leases import MOST_ATTEMPTS
from handrail.messaging.domain.quiet_hours import QuietHours
from handrail.messaging.domain.sending import SEND, Agreement, Asked, Reason, Verdict, decide
from handrail.messaging.domain.status import Status

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # in Chicago
NIGHT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
DAY_EVERYWHERE = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # 8 in the morning in Honolulu
AGREED = Agreement(True, QuietHours(time(21), time(8), "America/Chicago"))
WHOLE = Asked(MessageKind.REPLY_WANTED, NOON, NOON + timedelta(days=1), attempts=1, agreement=AGREED)


def test_message_goes_when_all_holds():
    assert decide(WHOLE) == SEND


@pytest.mark.parametrize(
    ("missing", "verdict"),
    [
        ({"agreement": None}, Verdict(Status.DROPPED, Reason.NO_AGREEMENT)),
        ({"agreement": replace(AGREED, withdrawn_at=NOON)}, Verdict(Status.DROPPED, Reason.NO_AGREEMENT)),
        ({"agreement": replace(AGREED, is_for_this_address=False)}, Verdict(Status.DROPPED, Reason.OTHER_ADDRESS)),
        ({"is_erased": True}, Verdict(Status.DROPPED, Reason.ERASED)),
        ({"is_hidden": True}, Verdict(Status.DROPPED, Reason.ERASED)),
        ({"is_stopped": True}, Verdict(Status.DROPPED, Reason.STOPPED)),
        ({"is_consent_live": False}, Verdict(Status.DROPPED, Reason.CONSENT_ENDED)),
        ({"expires_at": NOON}, Verdict(Status.EXPIRED, Reason.EXPIRED)),
        ({"is_country_allowed": False}, Verdict(Status.DEAD, Reason.COUNTRY)),
        ({"attempts": MOST_ATTEMPTS + 1}, Verdict(Status.DEAD, Reason.TRIED_TOO_OFTEN)),
        ({"at": NIGHT}, Verdict(Status.WAITING, Reason.QUIET_HOURS, MORNING)),
    ],
)
def test_message_does_not_go_when_one_thing_is_missing(missing, verdict):
    assert decide(replace(WHOLE, **missing)) == verdict


def test_what_the_person_wants_comes_before_the_clock():
    late = replace(WHOLE, at=NIGHT, expires_at=NIGHT, is_stopped=True)

    assert decide(late) == Verdict(Status.DROPPED, Reason.STOPPED)


@pytest.mark.parametrize("kind", list(MessageKind))
def test_at_night_comes_what_the_reader_just_asked_for_and_what_is_urgent(kind):
    urgent = decide(replace(WHOLE, kind=kind, at=NIGHT, is_urgent=True))
    calm = decide(replace(WHOLE, kind=kind, at=NIGHT))

    waits = Verdict(Status.WAITING, Reason.QUIET_HOURS, MORNING)
    come = {
        MessageKind.SIGN_IN,
        MessageKind.CONFIRM_CONTACT,
        MessageKind.STILL_TRUE,
        MessageKind.TO_READ,
    }  # "still true" is written by day alone
    urgent_ones = {MessageKind.REPLY_WANTED, MessageKind.ON_CALL, MessageKind.QUESTION, MessageKind.CHOSEN}
    assert calm == (SEND if kind in come else waits)
    assert urgent == (SEND if kind in come | urgent_ones else waits)


@pytest.mark.parametrize(
    ("kind", "is_urgent", "verdict"),
    [
        (MessageKind.SIGN_IN, False, SEND),
        (MessageKind.CONFIRM_CONTACT, False, SEND),
        (MessageKind.ON_CALL, True, SEND),
        (MessageKind.QUESTION, True, SEND),
        (MessageKind.QUESTION, False, Verdict(Status.WAITING, Reason.QUIET_HOURS, DAY_EVERYWHERE)),
        (MessageKind.INVITATION, False, Verdict(Status.WAITING, Reason.QUIET_HOURS, DAY_EVERYWHERE)),
        (MessageKind.CHANGE, False, Verdict(Status.WAITING, Reason.QUIET_HOURS, DAY_EVERYWHERE)),
    ],
)
def test_who_never_said_when_their_night_is_gets_by_night_only_what_cannot_wait(kind, is_urgent, verdict):
    asked = replace(WHOLE, kind=kind, at=NIGHT, agreement=None, is_urgent=is_urgent)

    assert decide(asked) == verdict


@pytest.mark.parametrize(
    ("zone", "verdict"),
    [
        ("America/Chicago", SEND),
        ("America/Los_Angeles", Verdict(Status.WAITING, Reason.QUIET_HOURS, datetime(2026, 11, 24, 16, tzinfo=UTC))),
        ("", Verdict(Status.WAITING, Reason.QUIET_HOURS, DAY_EVERYWHERE)),
    ],
)
def test_where_a_reader_is_known_to_be_day_begins_with_their_own_morning(zone, verdict):
    asked = replace(WHOLE, kind=MessageKind.QUESTION, at=MORNING, agreement=None, zone=zone)

    assert decide(asked) == verdict


@pytest.mark.parametrize("kind", [kind for kind in MessageKind if KINDS[kind].at_night is Night.WAITS])
def test_message_that_waits_for_morning_is_still_of_use_then(kind):
    longest_night = timedelta(hours=17)

    assert KINDS[kind].lives > longest_night or KINDS[kind].needs_agreement


@pytest.mark.parametrize("kind", list(MessageKind))
def test_agreement_is_asked_of_each_kind_but_those_that_say_why(kind):
    verdict = decide(replace(WHOLE, kind=kind, agreement=None))

    exempt = {MessageKind.SIGN_IN, MessageKind.CONFIRM_CONTACT, MessageKind.INVITATION, MessageKind.ON_CALL}
    exempt |= {MessageKind.CHANGE, MessageKind.STILL_TRUE, MessageKind.QUESTION, MessageKind.CHOSEN}
    exempt |= {MessageKind.TO_READ}
    assert verdict == (SEND if kind in exempt else Verdict(Status.DROPPED, Reason.NO_AGREEMENT))


def test_each_kind_has_its_rules_with_a_reason():
    assert set(KINDS) == set(MessageKind)
    assert [kind for kind, rules in KINDS.items() if not rules.why or rules.lives <= timedelta()] == []

"""Both sides are asked whether somebody got in; where they differ a human is called, and neither wins (S15, S17)."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import Message, RosterPage
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.models import Subject
from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.privacy.sealed_values import opened
from handrail.referrals.closing.actions import ask_whether_they_got_in, claim, say_by_link, say_by_receipt
from handrail.referrals.closing.queries import accounts_to_settle, newest_follow_up, unheard_by_log
from handrail.referrals.domain.closing import Account, ClosingRefused, Verdict, Whom, needs_human
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.reasons import Outcome
from handrail.referrals.domain.ringing import NoteKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import FollowUp, Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.ringing.actions import write_note
from referrals.on_call import OFFICE, keep_coordinators
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db
EXPECTED = NOON + timedelta(hours=3)
A_DAY_LATER = EXPECTED + timedelta(days=1)
HOLDER = Actor(ActorKind.LINK, "receipt")
GOT_IN, TURNED_AWAY, DID_NOT_COME = Account


def expected_referral(*, has_contact: bool = True, has_agreed: bool = True) -> Referral:
    _, facility = make_program(has_contact=has_contact)
    referral = moved(make_referral(), Stage.SENT, Stage.EXPECTED, facility=facility, expected_at=EXPECTED)
    if has_agreed:
        values = {"channel": Channel.SMS, "address": "447-555-0199", "language": "en", "zone": "America/Chicago"}
        give_agreement(subject=referral.subject, text_version="1", by=PRODUCT, at=NOON, **values)
    return referral


def token(kind: str) -> str:
    message = Message.objects.filter(kind=kind).order_by("pk").last()
    return opened(message, "letter")["letter"]["link"].rstrip("/").rpartition("/")[2]


def person_says(account: Account, *, at=A_DAY_LATER) -> FollowUp:
    return say_by_link(whom=Whom.PERSON, token=token("reply_wanted"), browser="phone", account=account, at=at)


def program_says(account: Account, *, at=A_DAY_LATER) -> FollowUp:
    return say_by_link(whom=Whom.PROGRAM, token=token("question"), browser="desk", account=account, at=at)


def test_a_day_after_the_time_both_are_asked_once():
    expected_referral()

    early = ask_whether_they_got_in(at=A_DAY_LATER - timedelta(minutes=1))
    first = ask_whether_they_got_in(at=A_DAY_LATER)
    again = ask_whether_they_got_in(at=A_DAY_LATER + timedelta(days=9))

    assert (early, first, again) == (0, 1, 0)
    assert sorted(Message.objects.values_list("kind", flat=True)) == ["question", "reply_wanted"]
    assert FollowUp.objects.get().asked_at == A_DAY_LATER


def test_clock_that_was_set_back_asks_nobody_twice():
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)

    ask_whether_they_got_in(at=NOON)
    ask_whether_they_got_in(at=A_DAY_LATER)

    assert Message.objects.count() == 2


def test_who_cannot_be_written_to_is_not_and_the_receipt_still_asks():
    referral = expected_referral(has_contact=False, has_agreed=False)
    ask_whether_they_got_in(at=A_DAY_LATER)

    follow_up = say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=A_DAY_LATER)

    assert (Message.objects.count(), follow_up.person_said, follow_up.person_heard) == (0, "got_in", "receipt")


@pytest.mark.parametrize("stage", [Stage.CANCELED, Stage.DECLINED, Stage.WAITLISTED])
def test_nobody_is_asked_about_a_time_that_was_given_up(stage):
    if stage is Stage.CANCELED:
        moved(expected_referral(), stage)
    else:
        _, facility = make_program()
        moved(make_referral(), Stage.SENT, stage, facility=facility)

    assert ask_whether_they_got_in(at=A_DAY_LATER + timedelta(days=30)) == 0


@pytest.mark.parametrize(
    ("says", "account", "stage"),
    [
        (person_says, GOT_IN, "arrived"),
        (program_says, GOT_IN, "arrived"),
        (program_says, DID_NOT_COME, "no_show"),
        (person_says, DID_NOT_COME, "expected"),
        (person_says, TURNED_AWAY, "expected"),
        (program_says, TURNED_AWAY, "expected"),
    ],
)
def test_account_that_nothing_contradicts_moves_what_it_may(says, account, stage):
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)

    follow_up = says(account)

    assert (Referral.objects.get().stage, follow_up.verdict) == (stage, Verdict.ONE)


@pytest.mark.parametrize("first", [person_says, program_says])
def test_two_accounts_that_differ_call_a_human_and_move_nothing_more(first):
    keep_coordinators()
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    second = program_says if first is person_says else person_says

    first(GOT_IN)
    follow_up = second(DID_NOT_COME)

    assert (follow_up.verdict, Referral.objects.get().stage) == (Verdict.CONFLICT, "arrived")
    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"
    assert follow_up.human_called_at == A_DAY_LATER


def test_person_who_was_turned_away_is_a_call_for_a_human():
    keep_coordinators()
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)

    person_says(TURNED_AWAY)

    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"


def test_conflict_at_night_waits_for_the_hours_of_the_roster_and_is_called_once():
    keep_coordinators(week=OFFICE)
    expected_referral()
    night = A_DAY_LATER + timedelta(hours=12)
    ask_whether_they_got_in(at=night)
    person_says(GOT_IN, at=night)
    program_says(DID_NOT_COME, at=night)
    at_night = RosterPage.objects.count()

    called = [ask_whether_they_got_in(at=night + timedelta(hours=hours)) for hours in (6, 13, 14)]

    assert (at_night, called, RosterPage.objects.count()) == (0, [0, 1, 0], 1)


def test_conflict_without_a_roster_is_kept_and_called_when_there_is_one():
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    person_says(GOT_IN)
    program_says(DID_NOT_COME)
    keep_coordinators()

    called = ask_whether_they_got_in(at=A_DAY_LATER)

    assert (called, RosterPage.objects.count()) == (1, 1)


@pytest.mark.parametrize(("stage", "account"), [(Stage.ARRIVED, "got_in"), (Stage.NO_SHOW, "did_not_come")])
def test_program_that_moved_it_has_said_so_and_is_not_asked(stage, account):
    moved(expected_referral(), stage, at=EXPECTED + timedelta(hours=1))

    ask_whether_they_got_in(at=A_DAY_LATER)

    follow_up = FollowUp.objects.get()
    assert (follow_up.program_said, follow_up.program_heard) == (account, "log")
    assert list(Message.objects.values_list("kind", flat=True)) == ["reply_wanted"]


def test_program_that_moves_it_after_it_was_asked_has_answered():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    person_says(DID_NOT_COME)
    moved(referral, Stage.NO_SHOW, at=A_DAY_LATER)

    read = ask_whether_they_got_in(at=A_DAY_LATER)

    assert (read, FollowUp.objects.get().verdict) == (1, Verdict.AGREED)


@pytest.mark.parametrize("has_link", [False, True])
def test_word_of_the_program_at_its_desk_is_heard_before_the_person_speaks(has_link):
    keep_coordinators()
    referral = expected_referral()
    if has_link:
        ask_whether_they_got_in(at=A_DAY_LATER)
    moved(referral, Stage.NO_SHOW, at=A_DAY_LATER)

    if has_link:
        follow_up = person_says(GOT_IN, at=A_DAY_LATER + timedelta(hours=1))
    else:
        at = A_DAY_LATER + timedelta(hours=1)
        follow_up = say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=at)

    assert (follow_up.verdict, Referral.objects.get().stage) == (Verdict.CONFLICT, "no_show")
    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"


@pytest.mark.parametrize("program", [None, *Account])
@pytest.mark.parametrize("person", [None, *Account])
def test_what_needs_a_human_is_to_be_settled_and_nothing_else(program, person):
    referral = expected_referral()
    said = {f"{whom}_said": account for whom, account in (("program", program), ("person", person)) if account}
    heard = {name.replace("said", "heard"): "link" for name in said}
    at = {f"{name}_at": A_DAY_LATER for name in said}
    facts = {"facility": referral.facility, "expected_at": EXPECTED, "made_at": NOON}
    FollowUp.objects.create(referral=referral, **facts, **said, **heard, **at)

    assert accounts_to_settle().exists() == needs_human(program, person)


def in_conflict(*, at=A_DAY_LATER) -> Referral:
    """The person says that they got in, and the program that they did not come."""
    referral = expected_referral(has_agreed=False)
    ask_whether_they_got_in(at=at)
    say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=at)
    program_says(DID_NOT_COME, at=at)
    return Referral.objects.get(pk=referral.pk)


def note(referral: Referral, kind: NoteKind, *, at) -> None:
    user = get_user_model().objects.create_user("ana")
    write_note(referral=referral, kind=kind, words="", user=user, by=PRODUCT, at=at)


@pytest.mark.parametrize(
    ("kind", "is_left"),
    [
        (NoteKind.TOLD, False),
        (NoteKind.RANG_PROGRAM, False),
        (NoteKind.NOT_REACHED, True),
        (NoteKind.OTHER, True),
    ],
)
def test_two_accounts_are_settled_by_a_coordinator_who_asked_one_of_the_two(kind, is_left):
    referral = in_conflict()

    note(referral, kind, at=A_DAY_LATER + timedelta(minutes=5))

    assert accounts_to_settle().exists() == is_left


def test_another_word_after_a_coordinator_asked_is_asked_about_anew():
    referral = in_conflict()
    note(referral, NoteKind.TOLD, at=A_DAY_LATER + timedelta(minutes=5))

    at = A_DAY_LATER + timedelta(hours=1)
    say_by_receipt(referral=referral, account=TURNED_AWAY, by=HOLDER, at=at)

    assert accounts_to_settle().count() == 1


@pytest.mark.parametrize(("side", "is_left"), [(Side.COORDINATOR, False), (Side.RECEIVER, True)])
def test_two_accounts_are_settled_by_a_move_of_a_coordinator_and_by_no_word_of_the_program(side, is_left):
    referral = in_conflict()

    given = Given(outcome=Outcome.CARE_BEGAN)
    at = A_DAY_LATER + timedelta(minutes=5)
    move(referral=referral, to=Stage.COMPLETED, side=side, by=PRODUCT, at=at, given=given)

    assert accounts_to_settle().exists() == is_left


def test_another_time_leaves_the_accounts_of_the_old_one_behind():
    referral = expected_referral(has_agreed=False)
    moved(referral, Stage.NO_SHOW, at=A_DAY_LATER)
    say_by_receipt(referral=referral, account=TURNED_AWAY, by=HOLDER, at=A_DAY_LATER + timedelta(minutes=1))
    before = accounts_to_settle().count()

    later = A_DAY_LATER + timedelta(days=1)
    moved(referral, Stage.EXPECTED, at=A_DAY_LATER + timedelta(minutes=2), expected_at=later)

    assert (before, accounts_to_settle().count()) == (1, 0)


def test_nobody_is_asked_about_who_asked_to_be_deleted():
    referral = in_conflict()

    ask_erasure(subject=referral.subject, by=PRODUCT, at=A_DAY_LATER)

    assert accounts_to_settle().count() == 0


def test_what_the_person_said_is_never_read_as_the_word_of_the_program():
    referral = expected_referral()
    say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=A_DAY_LATER)

    ask_whether_they_got_in(at=A_DAY_LATER)

    assert (FollowUp.objects.get().program_said, Referral.objects.get().stage) == ("", "arrived")


def test_another_time_is_asked_about_anew_and_an_old_answer_moves_nothing():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    old = token("question")
    next_time = A_DAY_LATER + timedelta(days=2)
    moved(referral, Stage.NO_SHOW, Stage.EXPECTED, at=A_DAY_LATER, expected_at=next_time)

    say_by_link(whom=Whom.PROGRAM, token=old, browser="desk", account=DID_NOT_COME, at=A_DAY_LATER)
    asked = ask_whether_they_got_in(at=next_time + timedelta(days=1))

    assert (asked, FollowUp.objects.count(), Referral.objects.get().stage) == (1, 2, "expected")


def test_word_that_was_thought_over_counts_instead():
    referral = expected_referral()
    say_by_receipt(referral=referral, account=DID_NOT_COME, by=HOLDER, at=A_DAY_LATER)

    say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=A_DAY_LATER)

    assert (newest_follow_up(referral=referral).person_said, Referral.objects.get().stage) == ("got_in", "arrived")


def test_nobody_says_how_it_went_before_it_went():
    referral = expected_referral()

    with pytest.raises(ClosingRefused):
        say_by_receipt(referral=referral, account=GOT_IN, by=HOLDER, at=EXPECTED - timedelta(minutes=1))

    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=15)])
def test_link_that_was_used_or_is_old_answers_nothing(later):
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    if not later:
        person_says(DID_NOT_COME)

    with pytest.raises(LinkRefused):
        person_says(GOT_IN, at=A_DAY_LATER + later)

    assert Referral.objects.get().stage == "expected"


def test_link_of_one_side_does_not_answer_for_the_other():
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)

    with pytest.raises(LinkRefused):
        say_by_link(whom=Whom.PROGRAM, token=token("reply_wanted"), browser="x", account=GOT_IN, at=A_DAY_LATER)

    assert FollowUp.objects.get().program_said == ""


def test_erased_person_is_not_asked_and_their_link_opens_nothing():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    Subject.objects.filter(pk=referral.subject_id).update(erased_at=A_DAY_LATER)

    with pytest.raises(LinkRefused):
        person_says(GOT_IN)

    assert FollowUp.objects.get().person_said == ""


def test_one_that_cannot_be_asked_holds_up_no_other(monkeypatch):
    broken, sound = expected_referral(), expected_referral()
    from handrail.referrals.closing import actions

    real = actions.ask_person
    monkeypatch.setattr(
        actions,
        "ask_person",
        lambda follow_up, *, at: 1 / 0 if follow_up.referral.pk == broken.pk else real(follow_up, at=at),
    )

    ask_whether_they_got_in(at=A_DAY_LATER)

    assert [each.referral_id for each in FollowUp.objects.all()] == [sound.pk]


def test_police_hear_nothing_and_the_person_is_asked_all_the_same():
    sender, _ = make_sender(kind="police", role="officer")
    _, facility = make_program()
    referral = make_referral(sender=sender)
    moved(referral, Stage.SENT, Stage.EXPECTED, facility=facility, expected_at=EXPECTED)

    ask_whether_they_got_in(at=A_DAY_LATER)

    assert list(Message.objects.values_list("kind", flat=True)) == ["question"]


@pytest.mark.parametrize(
    "broken",
    [
        {"person_said": "got_in"},
        {"person_said": "perhaps", "person_heard": "link", "person_said_at": NOON},
        {"program_said_at": NOON},
        {"asked_at": NOON - timedelta(days=1)},
    ],
)
def test_database_refuses_half_an_account(broken):
    referral = expected_referral()
    facts = {"referral": referral, "facility": referral.facility, "expected_at": EXPECTED, "made_at": NOON}

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(**facts | broken)

    assert FollowUp.objects.count() == 0


def test_database_refuses_two_follow_ups_of_one_arrival():
    referral = expected_referral()
    facts = {"referral": referral, "facility": referral.facility, "expected_at": EXPECTED, "made_at": NOON}
    FollowUp.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(**facts)

    assert FollowUp.objects.count() == 1


def opens_for_program(at=A_DAY_LATER) -> bool:
    try:
        claim(whom=Whom.PROGRAM, token=token("question"), browser="desk", at=at)
    except LinkRefused:
        return False
    return True


def test_program_that_has_the_person_opens_its_link():
    expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)

    assert opens_for_program()


@pytest.mark.parametrize("stage", [Stage.CANCELED, Stage.DECLINED])
def test_program_that_has_the_person_no_more_opens_nothing(stage):
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    moved(referral, stage)

    assert not opens_for_program()


def test_program_opens_nothing_where_another_was_picked():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    referral = moved(referral, Stage.DECLINED)
    moved(referral, Stage.SENT, Stage.EXPECTED, facility=make_program()[1], expected_at=A_DAY_LATER)

    assert not opens_for_program()


def test_nobody_opens_anything_about_who_asked_to_be_deleted():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    ask_erasure(subject=referral.subject, by=PRODUCT, at=A_DAY_LATER)

    assert not opens_for_program()
    with pytest.raises(LinkRefused):
        claim(whom=Whom.PERSON, token=token("reply_wanted"), browser="phone", at=A_DAY_LATER)


def test_log_is_read_only_where_the_program_said_something_since_it_gave_the_time():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    silent = unheard_by_log().count()
    referral = moved(referral, Stage.NO_SHOW, at=A_DAY_LATER)
    said = [each.referral for each in unheard_by_log()]
    referral = moved(referral, Stage.EXPECTED, at=A_DAY_LATER, expected_at=A_DAY_LATER + timedelta(days=1))

    ask_whether_they_got_in(at=A_DAY_LATER)
    ask_whether_they_got_in(at=A_DAY_LATER + timedelta(days=2))

    assert (silent, said, unheard_by_log().count()) == (0, [referral], 0)
    assert [each.program_said for each in FollowUp.objects.all()] == ["did_not_come", ""]


def test_word_of_the_program_that_they_did_not_come_reaches_the_person():
    referral = expected_referral()
    ask_whether_they_got_in(at=A_DAY_LATER)
    before = Message.objects.filter(subject=referral.subject).count()

    program_says(DID_NOT_COME)

    assert Message.objects.filter(subject=referral.subject).count() == before + 1


def arrived_where_a_place_was_kept() -> Referral:
    referral = moved(make_referral(), Stage.SENT, Stage.HELD, facility=make_program()[1])
    return moved(referral, Stage.ARRIVED, at=EXPECTED)


def test_who_came_to_a_place_that_was_kept_is_asked_a_day_after():
    arrived_where_a_place_was_kept()

    early = ask_whether_they_got_in(at=A_DAY_LATER - timedelta(minutes=1))
    first = ask_whether_they_got_in(at=A_DAY_LATER)
    again = ask_whether_they_got_in(at=A_DAY_LATER + timedelta(days=1))

    follow_up = FollowUp.objects.get()
    assert (early, first, again) == (0, 1, 0)
    assert (follow_up.expected_at, follow_up.program_said) == (EXPECTED, "got_in")


def test_later_word_of_the_program_in_its_log_counts():
    referral = moved(expected_referral(), Stage.NO_SHOW, at=EXPECTED + timedelta(hours=3))
    moved(referral, Stage.ARRIVED, at=EXPECTED + timedelta(hours=5))

    ask_whether_they_got_in(at=A_DAY_LATER)

    assert FollowUp.objects.get().program_said == "got_in"

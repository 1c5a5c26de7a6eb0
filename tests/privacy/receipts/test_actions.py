"""Coming back with a receipt: right, wrong, late or guessed; and all of it alike for one that never was (S13, S16)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from databases import bytes_of_sqlite
from handrail.privacy.actions import open_subject
from handrail.privacy.data_keys import KeyDestroyed
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.receipts import PinRefused, in_groups
from handrail.privacy.erasing.actions import ask_erasure, erase_own
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.holds.actions import lift_hold, place_hold
from handrail.privacy.models import AuditEntry, LocatorTries, Receipt
from handrail.privacy.receipts import actions, proofs
from handrail.privacy.receipts.actions import (
    NoLocatorFree,
    ReceiptPaused,
    ReceiptRefused,
    end_receipt,
    forget_past_receipts,
    give_receipt,
    open_receipt,
)
from handrail.privacy.receipts.queries import holder_of, receipts_of
from privacy.test_canary import every_value

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LASTS, PIN = 30 * DAY, "7305"
OFFICER = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")


@pytest.fixture
def rosa(at):
    return open_subject(by=PRODUCT, at=at)


@pytest.fixture
def made(rosa, at):
    return give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, at=at)


@pytest.fixture
def with_pin(rosa, at):
    return give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, pin=PIN, at=at)


@pytest.fixture
def hashes(monkeypatch):
    """Every slow hash that is begun, by what it costs."""
    begun = []
    slow = proofs.Argon2id

    def counted(**cost):
        begun.append({name: cost[name] for name in ("length", "iterations", "lanes", "memory_cost")})
        return slow(**cost)

    monkeypatch.setattr(proofs, "Argon2id", counted)
    return begun


def answer(number, *, at, pin="") -> str:
    """What became of a try, as its page would tell it."""
    try:
        return open_receipt(number=number, pin=pin, at=at).about
    except ReceiptRefused as refusal:
        return str(refusal)
    except ReceiptPaused as pause:
        return f"{pause} {pause.may_try_from.isoformat()}"


def wrong(number: str) -> str:
    """Another secret under the same locator."""
    return f"{number[:6]}{(int(number[6:]) + 1) % 10**10:010}"


def unknown(number: str) -> str:
    return f"{(int(number[:6]) + 1) % 10**6:06}{number[6:]}"


REFUSED = str(ReceiptRefused())


def is_paused(number, *, at, pin="") -> bool:
    return answer(number, at=at, pin=pin).startswith("This number was typed wrong")


@pytest.mark.asvs("V6.5.3")
def test_number_has_sixteen_random_digits_and_opens_what_it_is_about(rosa, at):
    made = [give_receipt(subject=rosa, about=f"referral:{each}", lasts=LASTS, at=at) for each in range(3)]

    opened = [answer(in_groups(one.number), at=at) for one in made]

    assert opened == ["referral:0", "referral:1", "referral:2"]
    assert {len(one.number) for one in made} == {16}
    assert len({one.number[6:] for one in made}) == len({one.number[:6] for one in made}) == 3
    assert made[0].number not in repr(made[0])


@pytest.mark.parametrize(
    ("chosen", "typed", "opens"),
    [
        ("", "", True),
        ("", "7305", False),
        ("", "x", False),
        ("7305", "7305", True),
        ("73-05", " 7305 ", True),
        ("7305", "", False),
        ("7305", "7306", False),
        ("7305", "73050", False),
        ("7305", "73o5", False),
        ("12345678", "12345678", True),
        ("12345678", "1234567", False),
    ],
)
def test_pin_opens_only_where_it_is_the_one_that_was_chosen(rosa, at, chosen, typed, opens):
    made = give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, pin=chosen, at=at)

    told = answer(made.number, at=at, pin=typed)

    assert told == ("referral:k3" if opens else REFUSED)
    assert LocatorTries.objects.get().wrong == (0 if opens else 1)


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4"])
def test_pin_that_cannot_be_one_gives_no_receipt(rosa, at, hashes, pin):
    with pytest.raises(PinRefused):
        give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, pin=pin, at=at)

    assert (Receipt.objects.count(), hashes) == (0, [])


def test_receipt_opens_until_it_ends_and_never_before_it_was_made(made, at):
    moments = [at - SECOND, at, at + LASTS - SECOND, at + LASTS]

    told = [answer(made.number, at=moment) for moment in moments]

    assert told == [REFUSED, "referral:k3", "referral:k3", REFUSED]


def test_receipt_opens_again_and_again(made, at):
    told = [answer(made.number, at=at + each * DAY) for each in range(5)]

    assert told == ["referral:k3"] * 5


def test_coming_is_written_down_once_an_hour_with_nothing_but_the_receipt(rosa, made, at):
    for minutes in (0, 1, 2):
        answer(made.number, at=at + minutes * MINUTE)

    entry = AuditEntry.objects.get(what="receipt.opened")
    receipt = Receipt.objects.get()
    assert (entry.subject_id, entry.about) == (rosa.public_id, f"receipt:{made.public_id}")
    assert Actor(ActorKind(entry.by_kind), entry.by_id) == holder_of(receipt=receipt)
    assert AuditEntry.objects.filter(what="receipt.given").count() == 1


VALUES = re.compile(r' (?:VALUES|SET|WHERE) .*|"s\d+_x\d+"', re.DOTALL)  # also the names of savepoints
CASES = {
    "wrong secret": lambda made, at: (wrong(made.number), PIN, at),
    "wrong PIN": lambda made, at: (made.number, "7306", at),
    "no PIN": lambda made, at: (made.number, "", at),
    "PIN that cannot be one": lambda made, at: (made.number, "p", at),
    "over": lambda made, at: (made.number, PIN, at + LASTS),
    "not yet made": lambda made, at: made_later(at) or (made.number, PIN, at),
    "ended": lambda made, at: ended(made, at) or (made.number, PIN, at + SECOND),
    "changed from outside": lambda made, at: swapped() or (made.number, PIN, at),
}


def ended(made, at):
    end_receipt(receipt=Receipt.objects.get(public_id=made.public_id), by=PRODUCT, at=at)


def made_later(at):
    Receipt.objects.update(made_at=at + DAY)


def swapped():
    Receipt.objects.update(about="referral:x9")


@pytest.mark.parametrize("case", CASES)
def test_every_refusal_says_the_same_after_the_same_work_as_for_a_number_that_never_was(with_pin, at, hashes, case):
    """Try after try, into the pauses and out of them."""
    number, pin, first = CASES[case](with_pin, at)
    assert Receipt.objects.filter(locator=int(unknown(number)[:6])).count() == 0

    def measured(number, moment):
        del hashes[:]
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            told = answer(number, at=moment, pin=pin)
        return told, [VALUES.sub("", query["sql"]) for query in queries], list(hashes)

    moments = [first + each * 20 * SECOND for each in range(12)] + [first + each * 10 * MINUTE for each in range(1, 9)]
    known, never = ([measured(each, moment) for moment in moments] for each in (number, unknown(number)))

    assert known == never
    assert {len(hashed) for told, _, hashed in known if told == REFUSED} == {1}
    assert {len(hashed) for told, _, hashed in known if told != REFUSED} == {0}
    assert len({told for told, _, _ in known}) > 3


@pytest.mark.parametrize(
    "moved",
    [
        lambda mine, theirs: {"subject": theirs.subject},
        lambda mine, theirs: {"about": theirs.about},
        lambda mine, theirs: {"public_id": f"{mine.public_id[:-1]}0"},
    ],
    ids=["to another person", "to another record", "to another id"],
)
def test_who_writes_to_the_database_leads_no_receipt_of_theirs_elsewhere(made, at, moved):
    mine = Receipt.objects.get()
    stranger = open_subject(by=PRODUCT, at=at)
    theirs = give_receipt(subject=stranger, about="referral:z7", lasts=LASTS, at=at)

    change = moved(mine, Receipt.objects.get(public_id=theirs.public_id))
    Receipt.objects.filter(pk=mine.pk).update(**change)

    assert answer(made.number, at=at) == REFUSED


def test_proof_of_another_receipt_opens_nothing(rosa, made, at):
    mine = Receipt.objects.get()
    theirs = give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, at=at)
    Receipt.objects.filter(public_id=theirs.public_id).update(salt=mine.salt, proof=mine.proof)

    assert answer(theirs.number[:6] + made.number[6:], at=at) == REFUSED


@pytest.mark.parametrize("number", ["", "hello", "1234", "12345678901234567", "0482 1093 7651 423\u0664"])
def test_what_is_no_number_costs_a_hash_too_and_is_counted_for_nobody(made, at, hashes, number):
    del hashes[:]

    told = answer(number, at=at)

    assert (told, len(hashes), LocatorTries.objects.count()) == (REFUSED, 1, 0)


@pytest.mark.asvs("V11.4.2")
def test_hash_that_is_made_costs_what_the_table_says(made, at, hashes):
    answer(made.number, at=at)

    assert hashes == [{"length": 32, "iterations": 2, "lanes": 1, "memory_cost": 19_456}]


@pytest.mark.asvs("V6.3.1", "V6.6.3")
def test_fourth_wrong_try_brings_a_pause_also_for_the_right_number_and_it_ends(made, at):
    slips = [answer(wrong(made.number), at=at) for _ in range(4)]

    told = [answer(made.number, at=at + wait) for wait in (timedelta(0), MINUTE - SECOND, MINUTE)]

    until = (at + MINUTE).isoformat()
    assert slips == [REFUSED] * 4
    assert [until in told[0], until in told[1], told[2]] == [True, True, "referral:k3"]


def test_wrong_pin_counts_like_a_wrong_secret(with_pin, at):
    answer(wrong(with_pin.number), at=at, pin=PIN)
    for _ in range(3):
        answer(with_pin.number, at=at, pin="0000")

    assert is_paused(with_pin.number, at=at, pin=PIN) is True


def test_what_is_tried_in_a_pause_neither_counts_nor_makes_it_longer(made, at):
    for _ in range(4):
        answer(wrong(made.number), at=at)

    for second in range(59):
        answer(wrong(made.number), at=at + second * SECOND)

    assert LocatorTries.objects.get().wrong == 4
    assert answer(made.number, at=at + MINUTE) == "referral:k3"


def test_right_number_forgets_the_slips_before_it(made, at):
    for _ in range(3):
        answer(wrong(made.number), at=at)
    answer(made.number, at=at)

    after = [answer(wrong(made.number), at=at) for _ in range(3)]

    assert (after, answer(made.number, at=at)) == ([REFUSED] * 3, "referral:k3")


def test_a_day_without_a_wrong_try_forgets_them_also_before_the_pass(made, at):
    for _ in range(4):
        answer(wrong(made.number), at=at)

    answer(wrong(made.number), at=at + DAY)

    assert LocatorTries.objects.get().wrong == 1


def test_guesses_at_one_number_pause_no_other(rosa, made, at):
    other = give_receipt(subject=rosa, about="referral:z7", lasts=LASTS, at=at)
    for _ in range(4):
        answer(wrong(made.number), at=at)

    assert (is_paused(made.number, at=at), answer(other.number, at=at)) == (True, "referral:z7")


@pytest.mark.parametrize("ahead", [HOUR, 400 * DAY])
def test_clock_that_was_set_back_waits_one_whole_pause_and_no_longer(made, at, ahead):
    give_up = at + 8 * DAY
    Receipt.objects.update(ends_at=at + 1_000 * DAY)
    for _ in range(4):
        answer(wrong(made.number), at=give_up + ahead)

    told = [is_paused(made.number, at=give_up + wait) for wait in (timedelta(0), MINUTE - SECOND, MINUTE)]

    assert told == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_two_wrong_tries_at_once_both_count(made, at):
    def try_once(_):
        try:
            return answer(wrong(made.number), at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(try_once, range(2)))

    assert (told, LocatorTries.objects.get().wrong) == ([REFUSED] * 2, 2)


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_sent_at_once_only_four_are_hashed(made, at, hashes):
    del hashes[:]

    def try_once(_):
        try:
            return answer(wrong(made.number), at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(try_once, range(12)))

    assert (told.count(REFUSED), len(hashes), LocatorTries.objects.get().wrong) == (4, 4, 4)


@pytest.mark.django_db(transaction=True)
def test_try_within_another_transaction_could_be_lost_and_is_our_mistake(made, at):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        open_receipt(number=made.number, pin="", at=at)


def test_receipt_that_ended_while_its_hash_was_made_is_refused(made, at, monkeypatch):
    hashed = actions.is_proof_of

    def ended_meanwhile(receipt, **given):
        end_receipt(receipt=receipt, by=PRODUCT, at=at)
        return hashed(receipt, **given)

    monkeypatch.setattr(actions, "is_proof_of", ended_meanwhile)

    assert (answer(made.number, at=at), LocatorTries.objects.get().wrong) == (REFUSED, 1)


def test_ended_receipt_opens_nothing_and_ends_once(rosa, made, at):
    receipt = Receipt.objects.get()

    done = [end_receipt(receipt=receipt, by=holder_of(receipt=receipt), at=at + DAY) for _ in range(2)]

    assert (done, answer(made.number, at=at + DAY)) == ([True, False], REFUSED)
    entry = AuditEntry.objects.get(what="receipt.ended")
    assert (entry.subject_id, entry.about, entry.by_id) == (rosa.public_id, f"receipt:{made.public_id}", made.public_id)


def drawing(monkeypatch, *locators):
    """These locators come up, one after the other; secrets stay random."""
    coming, randbelow = list(locators), actions.secrets.randbelow
    monkeypatch.setattr(actions.secrets, "randbelow", lambda most: coming.pop(0) if most == 10**6 else randbelow(most))


def test_locator_that_is_taken_is_drawn_anew_and_a_free_one_is_used_again(rosa, at, monkeypatch):
    drawing(monkeypatch, 7, 7, 7, 42, 7)
    give = {"subject": rosa, "lasts": LASTS, "at": at}
    first = give_receipt(about="referral:1", **give)
    second = give_receipt(about="referral:2", **give)
    end_receipt(receipt=Receipt.objects.get(public_id=first.public_id), by=PRODUCT, at=at)
    third = give_receipt(about="referral:3", **give)

    told = [answer(one.number, at=at) for one in (second, third)]

    assert [one.number[:6] for one in (first, second, third)] == ["000007", "000042", "000007"]
    assert told == ["referral:2", "referral:3"]


def test_without_a_free_locator_nothing_is_given(rosa, at, monkeypatch):
    drawing(monkeypatch, 7, *[7] * actions.MOST_DRAWN)
    give_receipt(subject=rosa, about="referral:1", lasts=LASTS, at=at)

    with pytest.raises(NoLocatorFree):
        give_receipt(subject=rosa, about="referral:2", lasts=LASTS, at=at)

    assert [receipt.about for receipt in Receipt.objects.all()] == ["referral:1"]


def test_mistake_of_ours_is_not_taken_for_a_locator_that_is_taken(rosa, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        give_receipt(subject=rosa, about="referral:1", lasts=-DAY, at=at)

    assert Receipt.objects.count() == 0


def test_person_who_is_erased_gets_no_receipt_and_those_they_had_are_gone(rosa, made, at):
    erase_own(subject=rosa, by=PRODUCT, at=at)

    with pytest.raises(KeyDestroyed):
        give_receipt(subject=rosa, about="referral:k3", lasts=LASTS, at=at)
    assert (answer(made.number, at=at), Receipt.objects.count()) == (REFUSED, 0)


def test_receipt_opens_while_deletion_can_be_taken_back(rosa, made, at):
    ask_erasure(subject=rosa, by=PRODUCT, at=at)

    assert answer(made.number, at=at + HOUR) == "referral:k3"


def test_export_tells_that_there_are_receipts_and_never_a_number(rosa, made, at):
    stranger = open_subject(by=PRODUCT, at=at)
    give_receipt(subject=stranger, about="referral:stranger", lasts=LASTS, at=at)
    end_receipt(receipt=Receipt.objects.get(public_id=made.public_id), by=PRODUCT, at=at + DAY)

    told = export_for(rosa)["privacy"]["receipts"]

    days = {"given": at, "ends": at + LASTS, "ended": at + DAY}
    assert told == [{"about": "referral:k3"} | {name: moment.isoformat() for name, moment in days.items()}]
    assert [receipt.public_id for receipt in receipts_of(subject=rosa)] == [made.public_id]


@pytest.mark.parametrize(
    "end", [lambda receipt, at: None, lambda receipt, at: end_receipt(receipt=receipt, by=PRODUCT, at=at)]
)
def test_pass_takes_what_is_over_and_not_a_moment_early(rosa, made, at, end):
    end(Receipt.objects.get(), at + DAY)
    over = at + DAY if Receipt.objects.get().ended_at else at + LASTS

    counts = [forget_past_receipts(at=over + wait) for wait in (timedelta(0), SECOND, SECOND)]

    assert (counts, Receipt.objects.count()) == ([0, 1, 0], 0)
    assert AuditEntry.objects.get(what="retention.passed").about == f"receipt:{made.public_id}"


def test_receipt_stays_while_the_law_holds_the_record_and_opens_nothing(rosa, made, at):
    hold = place_hold(subject=rosa, reason="Order 42", by=OFFICER, at=at)
    end_receipt(receipt=Receipt.objects.get(), by=PRODUCT, at=at)

    held = forget_past_receipts(at=at + 2 * DAY)
    lift_hold(hold=hold, by=OFFICER, at=at + 2 * DAY)

    assert (held, answer(made.number, at=at + DAY)) == (0, REFUSED)
    assert forget_past_receipts(at=at + 4 * DAY) == 2  # the receipt, and the try


def test_pass_forgets_tries_after_a_day_known_and_unknown_alike(made, at):
    for number in (wrong(made.number), unknown(made.number)):
        answer(number, at=at)

    counts = [forget_past_receipts(at=at + wait) for wait in (DAY - SECOND, DAY)]

    assert (counts, LocatorTries.objects.count()) == ([0, 2], 0)


@pytest.mark.asvs("V11.4.2")
@pytest.mark.django_db(transaction=True)
def test_number_secret_and_pin_are_nowhere_in_the_database(at, caplog):
    subject = open_subject(by=PRODUCT, at=at)
    with caplog.at_level("DEBUG"):
        made = give_receipt(subject=subject, about="referral:k3", lasts=LASTS, pin="90817263", at=at)
        answer(made.number, at=at, pin="90817263")
        answer(unknown(made.number), at=at, pin="90817263")

    files = [bytes_of_sqlite()] if connection.vendor == "sqlite" else []
    kept = b"\n".join([*every_value(), *files, caplog.text.encode()])
    words = [made.number, made.number[6:], in_groups(made.number), "90817263"]
    assert made.public_id.encode() in kept
    assert [word for word in words if word.encode() in kept or word.encode().hex().encode() in kept] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"locator": 1_000_000},
        {"ends_at": "begin"},
        {"ended_at": "before"},
        {"locator": "taken"},
    ],
    ids=["locator too long", "over at once", "ended before it was made", "locator of two"],
)
def test_database_refuses_a_receipt_that_cannot_be(rosa, made, at, broken):
    other = give_receipt(subject=rosa, about="referral:2", lasts=LASTS, at=at)
    values = {"begin": at, "before": at - SECOND, "taken": int(other.number[:6])}
    change = {name: values.get(value, value) for name, value in broken.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.filter(public_id=made.public_id).update(**change)


def test_database_counts_each_locator_in_one_row(made, at):
    answer(wrong(made.number), at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        LocatorTries.objects.create(who=LocatorTries.objects.get().who, last_at=at)

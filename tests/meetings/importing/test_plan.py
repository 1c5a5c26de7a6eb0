"""What a reading means for what is held, worked out without a database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handrail.meetings.domain.records import Correction, FeedRefused, RefusedRow
from handrail.meetings.domain.traits import Trait
from handrail.meetings.importing.plan import TWICE, Held, check_size, make_plan, rows_of
from meeting_feeds import reading_of, record


def held_as(*records, is_gone=False):
    rows = rows_of(reading_of(*records))
    return {
        key: Held(pk, columns["digest"], columns["raw_digest"], is_gone)
        for pk, (key, columns) in enumerate(rows.columns.items(), start=1)
    }


def plan_of(held, *records, refused=()):
    reading = reading_of(*records)
    reading.refused.extend(refused)
    return make_plan(rows_of(reading), held)


def counts(plan):
    return len(plan.new), len(plan.changed), len(plan.rewritten), plan.unchanged, plan.gone


def test_each_meeting_is_new_changed_unchanged_or_gone():
    held = held_as(record(1), record(2), record(3))

    plan = plan_of(held, record(1), record(2, name="Example Group, evenings"), record(4))

    assert counts(plan) == (1, 1, 0, 1, [3])


@pytest.mark.parametrize(
    "told",
    [
        {"raw": {"id_bigint": 1}},
        {"raw": {"id_bigint": "1", "email_contact": ""}},
        {"changed_upstream": datetime(2026, 11, 23, tzinfo=UTC)},
    ],
)
def test_what_is_only_written_otherwise_is_unchanged_and_its_row_kept_as_it_came(told):
    plan = plan_of(held_as(record(1)), record(1, **told))

    assert counts(plan) == (0, 0, 1, 1, [])


def test_order_of_names_in_a_row_is_not_even_written_otherwise():
    plan = plan_of(held_as(record(1, raw={"a": 1, "b": 2})), record(1, raw={"b": 2, "a": 1}))

    assert counts(plan) == (0, 0, 0, 1, [])


def test_order_of_codes_is_no_change_and_another_code_is():
    held = held_as(record(1, formats=("O", "D"), world_ids=("OPEN", "DISC"), raw={"formats": "O,D"}))

    turned = plan_of(held, record(1, formats=("D", "O"), world_ids=("DISC", "OPEN"), raw={"formats": "D,O"}))
    another = plan_of(held, record(1, formats=("O", "W"), world_ids=("OPEN", "W"), raw={"formats": "O,W"}))

    assert (counts(turned), counts(another)) == ((0, 0, 1, 1, []), (0, 1, 0, 0, []))


@pytest.mark.parametrize(
    "told",
    [
        {"minutes": 90},
        {"weekdays": (1, 3)},
        {"zone": "America/New_York"},
        {"traits": frozenset({Trait.OPEN})},
        {"latitude": 39.8, "longitude": -89.65},
        {"languages": ("es",)},
    ],
)
def test_any_fact_that_is_another_makes_a_meeting_changed(told):
    plan = plan_of(held_as(record(1)), record(1, **told))

    assert counts(plan) == (0, 1, 0, 0, [])


def test_meeting_that_returns_is_changed_though_it_says_the_same():
    plan = plan_of(held_as(record(1), is_gone=True), record(1))

    assert (counts(plan), plan.listed) == ((0, 1, 0, 0, []), 0)


def test_meeting_whose_row_cannot_be_read_is_still_there():
    plan = plan_of(held_as(record(1), record(2)), record(1), refused=[RefusedRow(2, "2", "its day cannot be read")])

    assert counts(plan) == (0, 0, 0, 1, [])


def test_meeting_that_its_row_withdraws_is_gone_unless_another_row_has_its_key():
    withdrawn = [RefusedRow(number, str(number), "it is unpublished", is_withdrawn=True) for number in (1, 2, 3)]

    plan = plan_of(held_as(record(1), record(2)), record(1), refused=withdrawn)

    assert counts(plan) == (0, 0, 0, 1, [2])


def test_feed_that_withdraws_much_at_once_is_refused():
    withdrawn = [RefusedRow(number, str(number), "it is unpublished", is_withdrawn=True) for number in range(10)]
    reading = reading_of()
    reading.refused.extend(withdrawn)
    rows = rows_of(reading)

    with pytest.raises(FeedRefused, match=r"no longer lists 10 of the 10 meetings.*--allow-shrink"):
        check_size(make_plan(rows, held_as(*(record(number) for number in range(10)))), rows)


def test_second_row_of_a_key_is_refused_and_each_row_counted_once():
    rows = rows_of(reading_of(record(1), record(1, name="Another"), record(2)))

    assert rows.refused == [RefusedRow(2, "1", TWICE)]
    assert (sorted(rows.columns), rows.count) == (["1", "2"], 3)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"key": "k" * 256}, "its key is longer than 255 characters"),
        ({"name": "Exam\0ple"}, "its name holds characters that cannot be kept"),
        ({"regions": ("Illinois", "\ud800")}, "its regions holds characters that cannot be kept"),
        ({"conference_url": "https://example.org/" + "x" * 2000}, "its conference_url is longer than 2000 characters"),
    ],
)
def test_row_that_no_database_would_keep_is_refused_alone(told, reason):
    rows = rows_of(reading_of(record(1, **told), record(2)))

    assert [(each.row, each.reason) for each in rows.refused] == [(1, reason)]
    assert sorted(rows.columns) == ["2"]


def test_row_as_it_came_keeps_all_but_what_no_database_can():
    odd = {"a": "x\0y", "b": [float("nan"), float("inf"), 1.5], "c": {"h\ud800": "é\ud800"}, "d": None}

    rows = rows_of(reading_of(record(1, raw=odd)))

    assert rows.columns["1"]["raw"] == {"a": "xy", "b": [None, None, 1.5], "c": {"h": "é"}, "d": None}


def test_corrected_rows_are_counted_once_and_only_where_they_were_taken():
    reading = reading_of(record(1), record(2, key="k" * 256))
    reading.corrections = [Correction(1, "time", "7 pm", "19:00"), Correction(1, "day", "Monday", "1")]
    reading.corrections.append(Correction(2, "day", "Monday", "1"))

    rows = rows_of(reading)

    assert (rows.corrected, len(rows.refused)) == (1, 1)


@pytest.mark.parametrize(
    ("listed", "left", "is_taken"),
    [(100, 70, True), (100, 69, False), (10, 5, True), (10, 4, False), (5, 1, True), (5, 0, False), (0, 0, True)],
)
def test_feed_that_retires_much_at_once_is_refused(listed, left, is_taken):
    held = held_as(*(record(number) for number in range(listed)))
    rows = rows_of(reading_of(*(record(number) for number in range(left))))
    plan = make_plan(rows, held)

    try:
        check_size(plan, rows)
        taken = True
    except FeedRefused as refusal:
        taken = "--allow-shrink" not in str(refusal)

    assert taken == is_taken


def test_digest_is_of_the_record_and_not_of_its_object():
    one, other = record(1), replace(record(1))

    digests = {rows_of(reading_of(each)).columns["1"]["digest"] for each in (one, other)}

    assert len(digests) == 1

"""A source brought to what its feed says: whole or not at all, and twice the same is once."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handrail.kernel.installation import current_kind, declare
from handrail.kernel.models import InstallationKind
from handrail.meetings.domain.feeds import FeedFormat
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.records import FeedRefused
from handrail.meetings.importing.actions import keeping
from handrail.meetings.importing.actions.keeping import BUSY, CHANGED, NO_FELLOWSHIP
from handrail.meetings.importing.actions.taking import import_meetings
from handrail.meetings.index.build import stored_revision
from handrail.meetings.models import Feed, Meeting
from meeting_feeds import OF_N_A, bmlt_row, tsml_row, write_feed
from two_at_once import two_at_once

COUNTED = ("rows", "new", "changed", "unchanged", "gone", "refused", "corrected")
OF_A_A = replace(OF_N_A, format=FeedFormat.TSML, fellowship=Fellowship.AA)


@pytest.fixture
def take(tmp_path, at):
    """Imports rows as a file. The moment is that of the test, or `hours` later."""

    def run(rows, *, hours=0, options=OF_N_A, origin=None):
        path = origin or write_feed(tmp_path / "feed.json", rows)
        return import_meetings(origin=str(path), options=options, at=at + timedelta(hours=hours))

    return run


def counts(report):
    return tuple(getattr(report, name) for name in COUNTED)


def rows_1_to(last, **told):
    return [bmlt_row(number, **told) for number in range(1, last + 1)]


def everything():
    """All that is kept, but for who gave it an id."""
    return [list(model.objects.order_by("pk").values()) for model in (Feed, Meeting)]


@pytest.mark.django_db
def test_first_import_makes_the_source_and_its_meetings(take, at):
    report = take(rows_1_to(3))

    feed = Feed.objects.get()
    assert counts(report) == (3, 3, 0, 0, 0, 0, 0)
    assert (feed.name, feed.format, feed.fellowship, feed.zone) == ("example", "bmlt", "NA", "America/Chicago")
    assert (feed.tried_at, feed.read_at, feed.changed_at, feed.failures) == (at, at, at, 0)
    assert sorted(Meeting.objects.values_list("key", "weekdays", "venue", "city")) == [
        (str(number), "1", "in_person", "Springfield") for number in (1, 2, 3)
    ]
    assert set(Meeting.objects.values_list("first_seen_at", "last_seen_at", "changed_at", "gone_at")) == {
        (at, at, at, None)
    }


@pytest.mark.django_db
def test_second_import_changes_nothing_and_its_feed_says_when_all_were_seen(take, at):
    take(rows_1_to(3))
    before = list(Meeting.objects.order_by("pk").values("public_id", "digest", "raw", "changed_at", "first_seen_at"))

    report = take(rows_1_to(3), hours=1)

    assert counts(report) == (3, 0, 0, 3, 0, 0, 0)
    assert before == list(
        Meeting.objects.order_by("pk").values("public_id", "digest", "raw", "changed_at", "first_seen_at")
    )
    assert (Feed.objects.get().changed_at, Feed.objects.get().read_at) == (at, at + timedelta(hours=1))


@pytest.mark.django_db
def test_index_is_told_of_what_is_felt_and_of_nothing_else(take):
    revisions = [0]
    for hours, rows in enumerate(
        (rows_1_to(8), rows_1_to(8), rows_1_to(7), [*rows_1_to(6), bmlt_row(7, start_time="20:30:00")])
    ):
        take(rows, hours=hours)
        revisions.append(stored_revision())

    assert revisions == [0, 1, 1, 2, 3]


@pytest.mark.django_db
def test_changed_meeting_keeps_its_id_and_what_people_said_of_it(take, at):
    take(rows_1_to(3))
    Meeting.objects.update(confirmed_at=at)
    ids = set(Meeting.objects.values_list("pk", "public_id"))

    report = take([*rows_1_to(2), bmlt_row(3, start_time="20:30:00")], hours=1)

    changed = Meeting.objects.get(key="3")
    assert counts(report) == (3, 0, 1, 2, 0, 0, 0)
    assert set(Meeting.objects.values_list("pk", "public_id")) == ids
    assert (changed.start.isoformat(), changed.confirmed_at, changed.first_seen_at) == ("20:30:00", at, at)
    assert changed.changed_at == at + timedelta(hours=1)


@pytest.mark.django_db
def test_row_written_otherwise_counts_as_unchanged_and_is_kept_as_it_came(take, at):
    take([bmlt_row(1)])

    report = take([bmlt_row(1, id_bigint=1, contact_name_1="")], hours=1)

    kept = Meeting.objects.get()
    assert counts(report)[:4] == (1, 0, 0, 1)
    assert (kept.raw["id_bigint"], kept.changed_at, Feed.objects.get().changed_at) == (1, at, at)


@pytest.mark.django_db
def test_meeting_that_left_is_kept_with_the_day_and_returns_as_itself(take, at):
    take(rows_1_to(8))
    was = Meeting.objects.get(key="8").public_id

    take(rows_1_to(8), hours=1)
    left = take(rows_1_to(7), hours=2)
    gone = Meeting.objects.get(key="8")
    back = take(rows_1_to(8), hours=3)

    assert (counts(left), counts(back)) == ((7, 0, 0, 7, 1, 0, 0), (8, 0, 1, 7, 0, 0, 0))
    assert (gone.gone_at, gone.last_seen_at) == (at + timedelta(hours=2), at + timedelta(hours=1))
    assert Meeting.objects.filter(public_id=was, gone_at=None, last_seen_at=at + timedelta(hours=3)).exists()


@pytest.mark.django_db
def test_keys_are_of_their_source_alone(take):
    take(rows_1_to(2))

    report = take(rows_1_to(2), options=replace(OF_N_A, source="another"))

    assert counts(report)[:2] == (2, 2)
    assert Meeting.objects.filter(key="1").count() == 2


@pytest.mark.django_db
def test_refused_rows_are_told_and_the_others_taken(take):
    report = take([bmlt_row(1), {"id_bigint": "2"}, "no object", bmlt_row(1)])

    assert counts(report)[:6] == (4, 1, 0, 0, 0, 3)
    assert [one["row"] for one in report.refused_rows] == [2, 3, 4]
    assert Feed.objects.get().last_report["refused_rows"] == report.refused_rows


@pytest.mark.django_db
def test_meeting_whose_row_cannot_be_read_any_more_stays_as_it_was(take, at):
    take(rows_1_to(2))

    report = take([bmlt_row(1), bmlt_row(2, weekday_tinyint="someday", start_time="late")], hours=1)

    kept = Meeting.objects.get(key="2")
    assert counts(report)[3:6] == (1, 0, 1)
    assert (kept.start.isoformat(), kept.gone_at) == ("19:00:00", None)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["example-" * 30, {"$oid": "6a191d6fa00b638ef088ed79"}, " example "])
def test_meeting_of_any_slug_stays_though_its_row_cannot_be_read(take, slug):
    take([tsml_row(1, slug=slug)], options=OF_A_A)

    report = take([tsml_row(1, slug=slug, name=None)], hours=1, options=OF_A_A)

    assert (report.refused, report.gone, Meeting.objects.listed().count()) == (1, 0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "options", "withdrawn"), [(bmlt_row, OF_N_A, {"published": "0"}), (tsml_row, OF_A_A, {"archived": True})]
)
def test_meeting_that_its_body_withdraws_is_gone_and_returns_as_itself(take, at, row, options, withdrawn):
    take([row(1), row(2)], options=options)
    ids = set(Meeting.objects.values_list("pk", "public_id"))

    left = take([row(1), row(2, **withdrawn)], hours=1, options=options)
    gone = set(Meeting.objects.values_list("name", "gone_at"))
    back = take([row(1), row(2)], hours=2, options=options)

    assert (counts(left), counts(back)) == ((2, 0, 0, 1, 1, 1, 0), (2, 0, 1, 1, 0, 0, 0))
    assert gone == {("Example Group 1", None), ("Example Group 2", at + timedelta(hours=1))}
    assert set(Meeting.objects.listed().values_list("pk", "public_id")) == ids


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["[{}", "[] and more", "", "<html>", '"text"', "[" * 100_000])
def test_refused_feed_leaves_all_as_it_was(take, tmp_path, content):
    take(rows_1_to(3))
    before, bad = everything(), tmp_path / "bad.json"
    bad.write_text(content)

    with pytest.raises(FeedRefused):
        take([], hours=1, origin=bad)

    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("left", [0, 13])
def test_feed_that_shrinks_is_refused_until_a_person_says_yes(take, left):
    take(rows_1_to(20))
    before = everything()

    with pytest.raises(FeedRefused, match="use --allow-shrink"):
        take(rows_1_to(left), hours=1)
    kept = everything()
    report = take(rows_1_to(left), hours=1, options=replace(OF_N_A, may_shrink=True))

    assert kept == before
    assert (report.gone, Meeting.objects.listed().count()) == (20 - left, left)


@pytest.mark.django_db
def test_dry_run_reports_all_and_writes_nothing(take):
    first = take(rows_1_to(3), options=replace(OF_N_A, is_dry_run=True))
    none = everything()
    take(rows_1_to(3))
    before = everything()

    report = take([bmlt_row(1, meeting_name="Another")], hours=1, options=replace(OF_N_A, is_dry_run=True))

    assert (counts(first), none) == ((3, 3, 0, 0, 0, 0, 0), [[], []])
    assert (counts(report), everything()) == ((1, 0, 1, 0, 2, 0, 0), before)


@pytest.mark.django_db
def test_crash_in_the_middle_leaves_the_old_data(take, monkeypatch):
    take(rows_1_to(3))
    before = everything()
    monkeypatch.setattr(keeping, "write_feed", lambda *args, **options: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take([*rows_1_to(2), bmlt_row(4)], hours=1)

    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("last", [40, 120])
def test_unchanged_feed_takes_the_same_queries_however_long_it_is(take, last, django_assert_num_queries):
    take(rows_1_to(last))

    with django_assert_num_queries(7):
        report = take(rows_1_to(last), hours=1)

    assert report.unchanged == last


@pytest.mark.django_db
def test_rows_are_written_many_at_a_time(take, django_assert_max_num_queries):
    take(rows_1_to(1))

    with django_assert_max_num_queries(30):
        new = take(rows_1_to(200), hours=1).new
    with django_assert_max_num_queries(30):
        changed = take(rows_1_to(200, duration_time="01:30:00"), hours=2).changed

    assert (new, changed) == (199, 200)


@pytest.mark.django_db
def test_what_an_operator_wrote_of_a_source_survives_imports(take):
    take(rows_1_to(2))
    words = {"title": "Example area", "url": "https://example.org/feed", "refresh_hours": 24, "fellowship": "HA"}
    words |= {"zone": "America/Denver", "shares_video_links": True, "feedback_email": "list@example.org"}
    Feed.objects.update(**words)

    report = take(rows_1_to(2), hours=1, options=replace(OF_N_A, zone=None))

    assert Feed.objects.values(*words).get() == words
    assert (report.changed, set(Meeting.objects.values_list("fellowship", flat=True))) == (2, {"HA"})


@pytest.mark.django_db
def test_operator_who_writes_while_a_feed_is_read_is_not_overruled(take, monkeypatch):
    take(rows_1_to(2))
    reader = keeping.make_room

    def meanwhile(**told):
        Feed.objects.update(zone="America/Denver")
        return reader(**told)

    monkeypatch.setattr(keeping, "make_room", meanwhile)

    with pytest.raises(FeedRefused) as refused:
        take(rows_1_to(3), hours=1)

    assert (str(refused.value), Meeting.objects.count()) == (CHANGED, 2)


@pytest.mark.django_db
def test_source_takes_what_the_command_says_anew(take):
    take(rows_1_to(2))

    take(rows_1_to(2), hours=1, options=replace(OF_N_A, zone="America/Denver", fellowship=Fellowship.HA))

    assert Feed.objects.values_list("zone", "fellowship").get() == ("America/Denver", "HA")


@pytest.mark.django_db
def test_source_of_another_format_is_refused(take):
    take(rows_1_to(2))

    with pytest.raises(FeedRefused, match="is kept as bmlt: say --format bmlt"):
        take([tsml_row(1)], options=OF_A_A)

    assert Meeting.objects.count() == 2


@pytest.mark.django_db
def test_list_of_no_named_fellowship_is_listed_as_of_another_and_says_so(take):
    silent = take([tsml_row(1)], options=replace(OF_A_A, fellowship=None))
    named = take([tsml_row(1)], hours=1, options=OF_A_A)

    assert (silent.notes, named.notes) == ([NO_FELLOWSHIP], [])
    assert (silent.fellowship, Meeting.objects.get().fellowship) == ("OTHER", "AA")


@pytest.mark.django_db
def test_tables_of_a_bmlt_server_are_kept_and_used_again(take, tmp_path):
    formats, bodies = tmp_path / "formats.json", tmp_path / "bodies.json"
    formats.write_text(json.dumps([{"key_string": "ROL", "name_string": "Wheels", "world_id": "WCHR", "lang": "en"}]))
    bodies.write_text(json.dumps([{"id": "7", "name": "Example Area", "parent_id": "0"}]))
    told = replace(OF_N_A, formats=formats, service_bodies=bodies)

    take([bmlt_row(1, formats="ROL", service_body_bigint="7")], options=told)
    again = take([bmlt_row(1, formats="ROL", service_body_bigint="7")], hours=1)

    feed, meeting = Feed.objects.get(), Meeting.objects.get()
    assert (feed.formats[0]["world_id"], feed.service_bodies[0]["name"]) == ("WCHR", "Example Area")
    assert (meeting.world_ids, meeting.traits, again.unchanged) == (["WCHR"], ["wheelchair"], 1)


@pytest.mark.django_db
def test_formats_inside_an_answer_are_kept(take, tmp_path):
    path = tmp_path / "used.json"
    path.write_text(json.dumps({"meetings": [bmlt_row(1)], "formats": [{"key_string": "O", "world_id": "OPEN"}]}))

    take([], origin=path)

    assert [each["key_string"] for each in Feed.objects.get().formats] == ["O"]


@pytest.mark.django_db
def test_first_real_feed_ends_a_demonstration(take, at):
    declare(kind=InstallationKind.DEMONSTRATION, at=at)
    invented = Feed.objects.create(name="invented", format="tsml", fellowship="NA", is_demonstration=True)

    take(rows_1_to(1))

    assert (current_kind(), Feed.objects.filter(pk=invented.pk).exists()) == (InstallationKind.REAL, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [False, True])
def test_second_import_at_once_waits_or_is_refused_and_nothing_is_listed_twice(tmp_path, at, is_known):
    path = write_feed(tmp_path / "feed.json", rows_1_to(60))
    if is_known:
        few = write_feed(tmp_path / "few.json", rows_1_to(1))
        import_meetings(origin=str(few), options=OF_N_A, at=at - timedelta(hours=1))

    counted, refusals = two_at_once(
        lambda: import_meetings(origin=str(path), options=OF_N_A, at=at).new, refused=FeedRefused
    )

    assert [sentence for sentence in refusals if sentence not in (BUSY, CHANGED)] == []
    assert sorted(counted) == [0, 60 - is_known][len(refusals) :]
    assert Meeting.objects.count() == 60


@pytest.mark.django_db
def test_packed_file_is_the_same_feed(take, tmp_path):
    take(rows_1_to(3))

    report = take([], hours=1, origin=write_feed(tmp_path / "feed.json.gz", rows_1_to(3), packed=True))

    assert counts(report)[:4] == (3, 0, 0, 3)


@pytest.mark.django_db
def test_files_are_named_where_they_cannot_be_read(take):
    with pytest.raises(FeedRefused, match=r"^none\.json is not a file\.$"):
        take([], origin=Path("none.json"))

    assert Feed.objects.count() == 0

"""`handrail import_meetings` as an operator and a program meet it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from handrail.meetings.importing.origins import Web
from handrail.meetings.management.commands import import_meetings as command
from handrail.meetings.models import Feed, Meeting
from meeting_feeds import bmlt_row, tsml_row, write_feed

pytestmark = pytest.mark.django_db
OF_N_A = ("--format", "bmlt", "--source", "example", "--timezone", "America/Chicago")


@pytest.fixture
def path(tmp_path):
    return write_feed(tmp_path / "feed.json", [bmlt_row(1), bmlt_row(2, start_time="7:30 PM"), {"id_bigint": "3"}])


def run(*arguments):
    out = io.StringIO()
    call_command("import_meetings", *map(str, arguments), stdout=out)
    return out.getvalue()


def refusal(*arguments):
    with pytest.raises(CommandError) as failed:
        run(*arguments)
    assert failed.value.returncode == 1
    return str(failed.value)


def test_json_report_is_only_json_with_each_row_in_one_counter(path, capsys):
    report = json.loads(run(path, *OF_N_A, "--json"))

    names = ("rows", "new", "changed", "unchanged", "gone", "refused")
    assert [report[name] for name in names] == [3, 2, 0, 0, 0, 1]
    assert report["corrected"] >= 1
    assert (report["source"], report["fellowship"], report["zone"]) == ("example", "NA", "America/Chicago")
    assert [one["row"] for one in report["refused_rows"]] == [3]
    assert capsys.readouterr() == ("", "")


def test_readable_report_names_counters_and_reasons(path):
    text = run(path, *OF_N_A, "--dry-run")

    lines = text.splitlines()
    assert lines[0].startswith("example (NA, America/Chicago): 3 rows in ")
    assert "  new              2" in lines
    assert "  refused          1" in lines
    assert [line for line in lines if line.startswith("  row 3 refused: ")] != []
    assert "  only notation, nothing to correct: start_time 1, such as 7:30 PM -> 19:30" in lines
    assert lines[-1] == "Dry run: nothing was changed."
    assert Feed.objects.count() == 0


def test_report_shows_twenty_reasons_and_counts_the_others(tmp_path):
    path = write_feed(tmp_path / "feed.json", [{"id_bigint": str(number)} for number in range(23)])

    text = run(path, *OF_N_A)

    assert text.count(" refused: ") == 20
    assert "  and 3 more refused rows; --json names them all\n" in text


def test_refused_feed_is_one_sentence_and_a_failed_command(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text("[1, 2")
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"^Not imported: [^.]+\.$") as failed:
        call_command("import_meetings", str(path), *OF_N_A, "--json", stdout=out)

    assert json.loads(out.getvalue()) == {"error": str(failed.value)}
    assert (failed.value.returncode, Feed.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            ("--fellowship", "XX"),
            "Not imported: No fellowship has that code. The codes are NA, HA, AA, CA, MARA, SMART, RD, LIFERING, WFS,"
            " NARANON, ALANON, OTHER.",
        ),
        (
            ("--timezone", "America/Springfield"),
            "Not imported: There is no time zone of that name. Write it like America/Chicago.",
        ),
        (
            ("--timezone", "../../etc/passwd"),
            "Not imported: There is no time zone of that name. Write it like America/Chicago.",
        ),
        (("--timezone", ""), "Not imported: There is no time zone of that name. Write it like America/Chicago."),
        (
            ("--source", "Area of Springfield"),
            "Not imported: Name the source in at most 64 letters, digits, hyphens and underscores, such as ny-region.",
        ),
        (
            ("--source", "s" * 4000),
            "Not imported: Name the source in at most 64 letters, digits, hyphens and underscores, such as ny-region.",
        ),
        (("--formats", "none.json"), "Not imported: none.json is not a file."),
    ],
)
def test_what_an_operator_mistyped_is_said_in_words(path, told, sentence):
    said = refusal(path, *OF_N_A, *told)

    assert (said, Feed.objects.count()) == (sentence, 0)


def test_tables_of_bmlt_go_with_no_other_format(tmp_path):
    path = write_feed(tmp_path / "feed.json", [tsml_row(1)])

    said = refusal(path, "--format", "tsml", "--source", "example", "--formats", path)

    assert said == f"Not imported: {command.ONLY_FOR_BMLT}"


def test_code_of_a_fellowship_is_taken_in_any_case(path):
    run(path, *OF_N_A, "--fellowship", "ha")

    assert Feed.objects.get().fellowship == "HA"


def test_address_is_read_and_kept_with_its_source(feed_server, monkeypatch):
    feed_server.answers = {"GetSearchResults": [bmlt_row(1)], "GetFormats": [], "GetServiceBodies": []}
    monkeypatch.setattr(command, "WEB", Web(over=feed_server.network))

    report = json.loads(run(feed_server.url, *OF_N_A, "--json"))

    assert (report["new"], Feed.objects.get().url, Feed.objects.get().etag) == (1, feed_server.url, '"1"')
    assert [note.split(":")[0] for note in report["notes"]] == [
        "GetFormats was not read",
        "GetServiceBodies was not read",
    ]


def test_whoever_imports_by_hand_has_the_feed_read_again_whole(feed_server, monkeypatch):
    feed_server.answers = {"": [tsml_row(1)]}
    monkeypatch.setattr(command, "WEB", Web(over=feed_server.network))
    arguments = (feed_server.url, "--format", "tsml", "--source", "example", "--fellowship", "AA", "--json")
    run(*arguments)

    report = json.loads(run(*arguments))

    assert (report["rows"], report["unchanged"]) == (1, 1)
    assert feed_server.asked == [("", None), ("", None)]


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/feed", "http://169.254.169.254/latest/meta-data/"])
def test_private_address_is_refused(address):
    said = refusal(address, *OF_N_A)

    assert said == "Not imported: The address leads to a private or special network."


def test_file_import_forgets_the_version_of_the_address(feed_server, monkeypatch, path):
    feed_server.answers = {"": [bmlt_row(1)], "GetSearchResults": [bmlt_row(1)]}
    monkeypatch.setattr(command, "WEB", Web(over=feed_server.network))
    run(feed_server.url, *OF_N_A)

    run(path, *OF_N_A)

    assert Feed.objects.values_list("etag", "url").get() == ("", feed_server.url)


def test_database_that_is_not_set_up_is_one_sentence(path, monkeypatch):
    monkeypatch.setattr(command, "is_set_up", lambda: False)

    said = refusal(path, *OF_N_A)

    assert (said, Meeting.objects.count()) == (command.NOT_SET_UP, 0)

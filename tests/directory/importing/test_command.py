"""`handrail import_facilities` as an operator and a program meet it."""

import io
import json
import os
import subprocess
import sys
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

from directory_files import listing, write_workbook
from handrail.directory.importing import official
from handrail.directory.importing.official import OfficialWorkbook, downloaded, newest_workbook
from handrail.directory.importing.refusals import ImportRefused
from handrail.directory.management.commands import import_facilities as command
from handrail.directory.models import DirectoryImport, Facility
from handrail.kernel.fetch import Network

LOCAL = Network(may_reach=lambda address: address.is_loopback)


@pytest.fixture(autouse=True)
def _reports_in_a_folder_of_the_test(settings, tmp_path):
    settings.VAR = tmp_path / "var"


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("import_facilities", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_json_report_is_only_json_with_each_row_in_one_counter(tmp_path, capsys):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1), listing(2, zip="?")])

    report = json.loads(run(path, "--json"))

    assert {name: report[name] for name in ("rows", "new", "changed", "unchanged", "gone", "refused")} == {
        "rows": 2, "new": 1, "changed": 0, "unchanged": 0, "gone": 0, "refused": 1,
    }  # fmt: skip
    assert (report["source"], report["year"]) == ("samhsa_national_directory", 2023)
    assert capsys.readouterr() == ("", "")  # no progress bar where nobody looks


@pytest.mark.django_db
def test_readable_report_names_counters_reasons_and_memory(tmp_path):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1), listing(2, zip="?")])

    text = run(path, "--dry-run")

    assert "samhsa_national_directory 2023: 2 rows in" in text
    assert "MB of memory" in text
    assert "  row 3: its ZIP code cannot be read\n" in text
    assert "-refused.csv" not in text
    assert text.endswith("Dry run: nothing was changed.\n")
    assert Facility.objects.count() == 0


@pytest.mark.django_db
def test_refused_file_is_one_sentence_and_a_failed_command(tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_text("<html>Sign in</html>")

    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^Not imported: The file page.xlsx is a web page") as failed:
        call_command("import_facilities", str(path), "--json", stdout=out)

    assert failed.value.returncode == 1
    assert json.loads(out.getvalue()) == {"error": str(failed.value)}
    assert DirectoryImport.objects.count() == 0


@pytest.mark.django_db
def test_dry_run_shows_twenty_reasons_and_counts_the_others(tmp_path):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1), *(listing(number, zip="?") for number in range(2, 24))])

    text = run(path, "--dry-run")

    assert text.count("its ZIP code cannot be read") == 20
    assert "  and 2 more refused rows\n" in text
    assert len(json.loads(run(path, "--dry-run", "--json"))["refused_rows"]) == 22


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite:///{folder}/none.sqlite3", "sqlite:///{folder}/no/folder/none.sqlite3"])
def test_database_that_is_not_set_up_is_one_sentence(tmp_path, url):
    path = write_workbook(tmp_path / "d.xlsx", [listing(1)])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        "DATABASE_URL": url.format(folder=tmp_path),
        "HANDRAIL_VAR": str(tmp_path / "var"),
    }

    done = subprocess.run(
        [sys.executable, "-m", "handrail.config.manage", "import_facilities", path, "--json"],
        env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    sentence = "The database is not set up. Run script/start or `handrail migrate` first."
    assert json.loads(done.stdout) == {"error": sentence}
    assert (done.stderr, done.returncode) == (f"CommandError: {sentence}\n", 1)


def test_command_needs_one_file_or_latest(tmp_path):
    for arguments in ([], [tmp_path / "d.xlsx", "--latest"]):
        with pytest.raises(CommandError, match="Name one file, or give --latest"):
            run(*arguments)


def test_newest_official_workbook_has_a_checked_address():
    workbook = newest_workbook()

    assert (workbook.year, workbook.file_name) == (2025, "2025_SU_Facilities_for_All_City_All.xlsx")
    assert workbook.address.startswith("https://www.samhsa.gov/")
    assert workbook.checked >= workbook.published


@pytest.fixture
def published(tmp_path):
    """An official workbook on a real server of this machine."""
    content = write_workbook(tmp_path / "whole.xlsx", [listing(1)], title=None).read_bytes()

    class Publisher(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path.startswith("/2025") else 404)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def workbook(file_name: str) -> OfficialWorkbook:
        address = f"http://127.0.0.1:{server.server_port}/{file_name}"
        return OfficialWorkbook(2025, address, date(2026, 3, 6), date(2026, 11, 23))

    yield workbook
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_latest_fetches_the_newest_workbook_and_takes_its_year_from_the_address(published, monkeypatch):
    monkeypatch.setattr(command, "newest_workbook", lambda: published("2025_SU_Facilities.xlsx"))
    monkeypatch.setattr(command, "downloaded", lambda workbook: downloaded(workbook, over=LOCAL))

    report = json.loads(run("--latest", "--json"))

    assert (report["new"], report["year"]) == (1, 2025)
    assert DirectoryImport.objects.get().file_name == "2025_SU_Facilities.xlsx"


def test_latest_says_what_to_do_when_the_address_has_moved(published):
    said = r"address checked on 2026-11-23.*Download it by hand"

    with pytest.raises(ImportRefused, match=said), downloaded(published("moved.xlsx"), over=LOCAL):
        pytest.fail("nothing was published there")


def test_latest_never_reaches_this_machine_by_itself(published):
    with pytest.raises(ImportRefused, match="could not be fetched"), downloaded(published("2025.xlsx")):
        pytest.fail("a private address was reached")


def test_downloaded_file_is_gone_afterwards(published):
    with downloaded(published("2025.xlsx"), over=LOCAL) as path:
        assert path.stat().st_size > 0

    assert not path.exists()
    assert official.LARGEST_FILE == 100 * 1024 * 1024

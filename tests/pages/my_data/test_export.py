"""A copy of everything: of this person alone, readable without a network, kept nowhere, written down (P7, S33)."""

import json
import re
import zipfile
from io import BytesIO

import pytest

from handrail.pages.my_data import exporting
from handrail.pages.my_data.copy_words import LABELS
from handrail.pages.my_data.streamed_zip import streamed_zip
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.models import AuditEntry
from pages.my_data.conftest import DAY, ask_for, browser_of, consent_between, look_at, open_record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_everything(rosa, sam, clinic, hospital, now):
    """Both have what a record can hold; only Sam's names him."""
    for each in (rosa, sam):
        look_at(each, clinic, at=now - DAY / 2)
        consent_between(each, clinic, hospital, at=now - DAY / 3)
        ask_for(each, clinic, hospital, at=now - DAY / 4)
        open_record_of(each, hospital, at=now - DAY / 5)


def copy_taken(browser, path="/privacy/export/"):
    response = browser.post(path)
    content = b"".join(response.streaming_content)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return response, {name: packed.read(name).decode() for name in packed.namelist()}


def test_copy_holds_every_package_as_json_and_as_a_page(browser, rosa, with_everything):
    told = json.loads(json.dumps(export_for(rosa.subject)))

    _, files = copy_taken(browser)

    data = json.loads(files["data.json"])
    del data["data"]["privacy"]["who_looked_and_did_what"][0]  # that it was taken
    assert sorted(files) == ["data.json", "open-me.html", "style.css"]
    assert data["data"] == told
    assert set(data["names"].values()) == {"Hope Clinic", "County Hospital"}


def test_nothing_of_another_person_or_of_a_colleague_is_in_it(browser, sam, with_everything):
    _, files = copy_taken(browser)

    text = "".join(files.values())
    assert [word for word in (sam.public_id, sam.subject.public_id, sam.username, "anurseatwork") if word in text] == []


def test_page_of_it_is_readable_and_needs_no_network(browser, rosa, with_everything):
    _, files = copy_taken(browser)

    page = files["open-me.html"]
    assert re.findall(r'(?:src|href|action)="([^"]*)"', page) == ["style.css"]
    assert "url(" not in files["style.css"]
    assert "<script" not in page
    for words in ("Who you are", f"Person of {rosa.public_id}", "Hope Clinic", "your medicines", "Saw who you are"):
        assert words in page, words


@pytest.mark.asvs("V5.4.1", "V5.4.2")
def test_page_of_it_speaks_spanish_to_who_asked_in_spanish(browser, with_everything):
    response, files = copy_taken(browser, "/es/privacy/export/")

    assert 'lang="es"' in files["abrame.html"]
    assert "Quién es usted" in files["abrame.html"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="mis-datos.zip"'


def test_what_was_typed_cannot_become_markup(browser, rosa, now):
    from handrail.accounts.queries import acting_for_themselves
    from handrail.privacy.actions import write_identity

    write_identity(subject=rosa.subject, person={"name": "<b>Rosa"}, by=acting_for_themselves(rosa), at=now)

    _, files = copy_taken(browser)

    assert "&lt;b&gt;Rosa" in files["open-me.html"]
    assert "<b>" not in files["open-me.html"]


def test_page_of_it_leaves_out_what_is_empty_and_what_only_programs_read(browser, with_everything):
    _, files = copy_taken(browser)

    page = files["open-me.html"]
    assert ("Messages to you" in page, "<dt>Rule</dt>" in page, "terms of use" in page) == (False, False, True)
    assert '"rule"' in files["data.json"]


def keys_in(told):
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from keys_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from keys_in(value)


def test_every_key_of_an_export_has_words(rosa, with_everything):
    told = {name: part for name, part in export_for(rosa.subject).items() if part}

    assert set(keys_in(told)) - set(LABELS) == set()


def test_every_copy_is_written_into_the_record(browser, rosa):
    copy_taken(browser)

    entry = AuditEntry.objects.get(what="data.exported")
    assert (entry.by_id, entry.subject_id) == (rosa.public_id, rosa.subject.public_id)


def test_looking_at_the_page_makes_no_copy(browser):
    browser.get("/privacy/export/")

    assert AuditEntry.objects.filter(what="data.exported").count() == 0


@pytest.mark.asvs("V14.3.2")
def test_copy_is_streamed_kept_by_nobody_and_touches_no_disk(browser, monkeypatch):
    def no_file(*arguments, **named):
        raise AssertionError("a temporary file was opened")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", no_file)

    response, _ = copy_taken(browser)

    assert (response.streaming, "no-store" in response.headers["Cache-Control"]) == (True, True)
    assert response.headers["Content-Type"] == "application/zip"


def test_large_copy_leaves_in_pieces():
    pieces = list(streamed_zip({"a": "".join(f"{number} " for number in range(200_000))}))

    assert len([piece for piece in pieces if piece]) > 5


def test_seventh_copy_within_an_hour_waits(browser):
    for _ in range(exporting.AN_HOUR.most):
        browser.post("/privacy/export/")

    refused = browser.post("/privacy/export/")

    assert refused.status_code == 429
    assert AuditEntry.objects.filter(what="data.exported").count() == exporting.AN_HOUR.most


def test_without_a_fresh_proof_there_is_no_copy(rosa, client, now):
    stale = browser_of(rosa, at=now - DAY / 24)

    answers = [client.post("/privacy/export/"), stale.post("/privacy/export/")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEntry.objects.filter(what="data.exported").count() == 0

"""What `handrail export_static` writes is whole, opens from files, and sends nobody anywhere."""

import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from posixpath import dirname, join, normpath

import pytest
from django.core.management import CommandError, call_command

from handrail.learn.models import Article
from handrail.pages.bundle import writing
from handrail.pages.bundle.pages_inside import NothingToBundle
from handrail.pages.bundle.writing import FolderRefused, export_static

MADE_ON = date(2026, 11, 26)
PAGES = {"index", "crisis", "about-these-pages", "heroin/claims", "heroin/naloxone", "heroin/first", "heroin/only"}
NEEDS_A_SERVER = {"script", "form", "button", "input", "iframe", "object", "embed", "base"}


class Addresses(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.anchors |= {value for name, value in attrs if name == "id"}
        self.found += [value for name, value in attrs if name in ("href", "src", "action", "srcset", "poster")]


def pages_in(folder):
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.html")}


def test_every_page_is_there_in_both_languages(published, tmp_path):
    export_static(tmp_path / "out", on=MADE_ON)

    assert set(pages_in(tmp_path / "out")) == {f"{root}{name}.html" for name in PAGES for root in ("", "es/")}


def test_every_address_leads_to_a_place_inside_the_bundle(published, tmp_path):
    out = tmp_path / "out"

    export_static(out, on=MADE_ON)

    read = {name: Addresses(html) for name, html in pages_in(out).items()}
    followed = [(name, address) for name, page in read.items() for address in page.found]
    assert [both for both in followed if not leads_inside(out, read, *both)] == []
    assert len(followed) > 100
    assert {tag for page in read.values() for tag in page.tags} & NEEDS_A_SERVER == set()


def leads_inside(out, read, name, address):
    path, _, anchor = address.partition("#")
    file = normpath(join(dirname(name), path)) if path else name
    is_there = ":" not in address and not address.startswith("/") and (out / file).is_file()
    return is_there and (not anchor or anchor in read[file].anchors)


def test_addresses_of_sources_are_words(published, tmp_path):
    export_static(tmp_path / "out", on=MADE_ON)

    html = pages_in(tmp_path / "out")["heroin/first.html"]
    assert '<span class="address">https://example.org/study</span>' in html
    assert re.findall(r'="https?:[^"]*"', html) == []


def test_pages_promise_no_exit_and_ask_nothing(published, tmp_path):
    export_static(tmp_path / "out", on=MADE_ON)

    for name, html in pages_in(tmp_path / "out").items():
        assert ("data-exit" in html, "Did this help" in html, "weather.gov" in html) == (False, False, False), name


def test_page_in_one_language_is_shown_in_the_other_and_named(published, tmp_path):
    made, _ = export_static(tmp_path / "out", on=MADE_ON)

    assert "Ahora no hay una página en español sobre esto." in pages_in(tmp_path / "out")["es/heroin/only.html"]
    assert made.in_other_language == ("/es/heroin/only/",)
    assert "es/heroin/only.html" in (tmp_path / "out" / "README.txt").read_text()


def test_bundle_says_how_long_it_may_be_used(published, tmp_path):
    made, _ = export_static(tmp_path / "out", on=MADE_ON)

    assert made.use_until == date(2027, 5, 20)  # six months after the oldest check of a page about medicine
    for name, words in (("index.html", "May 20, 2027"), ("es/index.html", "20 de mayo de 2027")):
        assert words in pages_in(tmp_path / "out")[name]
    assert "Use these pages until May 20, 2027." in (tmp_path / "out" / "README.txt").read_text()


def test_what_was_overdue_already_is_named_and_does_not_end_the_bundle(published, tmp_path):
    Article.objects.filter(slug="first").update(checked_on=date(2025, 1, 1))

    made, _ = export_static(tmp_path / "out", on=MADE_ON)

    assert (made.overdue, made.use_until) == (("/es/heroin/first/", "/heroin/first/"), date(2027, 5, 20))
    assert "This page was due for review on July 1, 2025." in pages_in(tmp_path / "out")["heroin/first.html"]
    assert "  heroin/first.html" in (tmp_path / "out" / "README.txt").read_text()


def test_manifest_holds_the_sum_of_every_other_file(published, tmp_path):
    out = tmp_path / "out"

    export_static(out, on=MADE_ON)

    listed = dict(reversed(line.split("  ")) for line in (out / "MANIFEST.sha256").read_text().splitlines())
    files = {str(file.relative_to(out)): file for file in out.rglob("*") if file.is_file()}
    del files["MANIFEST.sha256"]
    assert listed == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def test_empty_folder_is_filled_and_can_be_read_by_all(published, tmp_path):
    (tmp_path / "out").mkdir()

    export_static(tmp_path / "out", on=MADE_ON)

    assert (tmp_path / "out" / "index.html").is_file()
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def a_full_folder(out):
    out.mkdir()
    (out / "mine").write_text("kept")


def a_file(out):
    out.write_text("kept")


def a_link(out):
    (out.parent / "elsewhere").mkdir()
    out.symlink_to(out.parent / "elsewhere")


@pytest.mark.parametrize(
    ("made", "words"), [(a_full_folder, "is not empty"), (a_file, "is not a folder"), (a_link, "is not a folder")]
)
def test_what_is_there_is_never_written_over(published, tmp_path, made, words):
    out = tmp_path / "work" / "out"
    out.parent.mkdir()
    made(out)
    before = sorted(out.parent.rglob("*"))

    with pytest.raises(FolderRefused, match=words):
        export_static(out, on=MADE_ON)

    assert sorted(out.parent.rglob("*")) == before


def test_folder_filled_meanwhile_keeps_what_is_in_it(published, tmp_path, monkeypatch):
    out = tmp_path / "work" / "out"
    out.parent.mkdir()
    monkeypatch.setattr(writing, "check_free", lambda folder: a_full_folder(folder))

    with pytest.raises(FolderRefused, match="Nothing was written"):
        export_static(out, on=MADE_ON)

    assert [file.name for file in sorted(out.parent.rglob("*"))] == ["out", "mine"]


def test_half_a_bundle_never_looks_whole(published, tmp_path, monkeypatch):
    work = tmp_path / "work"
    work.mkdir()
    seen = []

    def fails_at_the_fifth(file, content):
        seen.append((file, (work / "out").exists()))
        if len(seen) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write", fails_at_the_fifth)

    with pytest.raises(FolderRefused, match="No space left on device"):
        export_static(work / "out", on=MADE_ON)

    assert ([there for _, there in seen], list(work.iterdir())) == ([False] * 5, [])


def test_without_naloxone_there_is_no_bundle(db, tmp_path):
    with pytest.raises(NothingToBundle, match="naloxone"):
        export_static(tmp_path / "out", on=MADE_ON)

    assert list(tmp_path.iterdir()) == []


def test_command_tells_what_it_made_as_json(published, tmp_path):
    told = StringIO()

    call_command("export_static", str(tmp_path / "out"), "--json", stdout=told)

    summary = json.loads(told.getvalue())
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert (summary["pages"], summary["files"]) == ({"en": 7, "es": 7}, len(files))
    assert summary["bytes"] == sum(file.stat().st_size for file in files)
    assert summary["in_other_language"] == ["es/heroin/only.html"]


def test_command_refuses_in_words(published, tmp_path):
    a_full_folder(tmp_path / "out")

    with pytest.raises(CommandError, match="Nothing is ever written over"):
        call_command("export_static", str(tmp_path / "out"))

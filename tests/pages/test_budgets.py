"""What a phone with one bar of signal must load. Compressed as the server compresses files, the page itself by gzip."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from pages.reading import all_with, static_files
from public_pages import CRISIS as CRISIS_PAGE
from public_pages import READING

pytestmark = pytest.mark.django_db

KIB = 1024
FIRST_VIEW, SCRIPT, CRISIS = 60 * KIB, 25 * KIB, 14 * KIB


@pytest.fixture
def client(clinics):
    return Client()


def content(address: str) -> bytes:
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


def packed(address: str) -> int:
    return len(brotli.compress(content(address)))


def first_view(response) -> int:
    return len(gzip.compress(response.content)) + sum(map(packed, static_files(response)))


@pytest.mark.parametrize("path", [path for path in ["/es/", *READING] if path != CRISIS_PAGE])
def test_first_view_of_a_page_is_within_its_budget(client, path):
    response = client.get(path)

    scripts = [packed(file) for file in static_files(response) if file.endswith(".js")]
    assert first_view(response) < FIRST_VIEW
    assert sum(scripts) < SCRIPT


def test_first_view_of_results_is_within_its_budget_even_where_nothing_is_compressed(client):
    response = client.post("/paths/", {"place": "62701"})

    assert len(response.content) + sum(len(content(file)) for file in static_files(response)) < FIRST_VIEW


@pytest.mark.parametrize("path", ["/crisis/", "/es/crisis/"])
def test_crisis_page_is_within_its_budget_even_where_nothing_is_compressed(client, path):
    response = client.get(path)

    assert len(response.content) + sum(len(content(file)) for file in static_files(response)) < CRISIS
    assert all_with(response, "script") == []


OLD_PHONES_LACK = (":has(", ":is(", ":where(", "inset:", "clamp(", "oklch", "aspect-ratio", "margin-inline", "  gap:")


@pytest.mark.parametrize("sheet", ["web/handrail.css", "web/crisis.css", "meetings/meetings.css"])
def test_style_sheet_uses_nothing_an_old_phone_lacks(sheet):
    text = Path(finders.find(sheet)).read_text()

    assert [feature for feature in OLD_PHONES_LACK if feature in text] == []
    assert " gap:" not in text
    assert "http" not in text

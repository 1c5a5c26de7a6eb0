"""Notices as pages: the one that counts, old ones still readable, marked where no lawyer has seen them (S28)."""

from dataclasses import replace
from datetime import date

import pytest

from handrail.pages.views import notices as notices_views
from handrail.privacy.domain.notices import Notice
from handrail.privacy.notices.library import current
from handrail.web.formats import format_date

pytestmark = pytest.mark.django_db


def test_list_names_every_notice_with_number_and_day(client):
    page = client.get("/notices/").content.decode()

    for notice in map(current, Notice):
        assert notice.words["en"].title in page
        assert f"Version {notice.version}, {format_date(notice.date, 'en')}" in page
    assert page.count('<p class="small quiet">Version ') == len(Notice)


@pytest.mark.parametrize(
    ("path", "words"), [("", "one more for a link we made"), ("/es", "otra para un enlace que le dimos")]
)
def test_list_too_says_that_a_link_can_set_a_cookie(client, path, words):
    page = client.get(f"{path}/notices/").content.decode()

    assert words in page


@pytest.mark.parametrize(("path", "words"), [("", "Not yet reviewed by a lawyer."), ("/es", "revisado un abogado")])
def test_notice_says_version_day_and_that_no_lawyer_has_seen_it(client, path, words):
    page = client.get(f"{path}/notices/patient-notice/").content.decode()

    assert words in page
    assert "42 CFR" in page


@pytest.fixture
def second_version(monkeypatch):
    first = current(Notice.TERMS)
    second = replace(first, version=2, date=date(2027, 1, 2), is_reviewed=True)
    monkeypatch.setattr(notices_views, "current", lambda notice: second)
    monkeypatch.setattr(notices_views, "versions_of", lambda notice: (second, first))
    monkeypatch.setattr(notices_views, "version_of", lambda notice, number: {1: first, 2: second}.get(number))


def test_old_version_stays_readable_and_says_that_it_is_old(client, second_version):
    old, new = client.get("/notices/terms/1/"), client.get("/notices/terms/")

    assert "This is an old version." in old.content.decode()
    assert "/notices/terms/1/" in new.content.decode()
    assert ("This is an old version." in new.content.decode(), "by a lawyer" in new.content.decode()) == (False, False)


@pytest.mark.parametrize("path", ["/notices/rumors/", "/notices/terms/99/", "/notices/terms/0/", "/notices/terms/x/"])
def test_notice_that_there_is_not_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_numbers_of_dire_need_can_be_tapped_in_a_notice_as_it_was_served(client, prefix):
    page = client.get(f"{prefix}/notices/health/").content.decode().partition("<main")[2]

    assert '<a href="tel:911">911</a>' in page
    assert '<a href="tel:988">988</a>' in page

"""Who agreed to an older version of a notice is shown what changed, until they say that they have read it (S28)."""

import pytest
from django.test import Client

from handrail.privacy.domain.notices import AT_SIGN_UP, Notice
from handrail.privacy.models import NoticeGiven
from handrail.privacy.notices import library
from pages.reading import words

pytestmark = pytest.mark.django_db

NEWS = {"en": "We keep messages for a shorter time.", "es": "Guardamos los mensajes menos tiempo."}


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Those that are served, in a folder to which a test can add."""
    for file in library.TEXTS.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(library, "TEXTS", tmp_path)
    library.versions_of.cache_clear()
    yield tmp_path
    library.versions_of.cache_clear()


def publish(texts, notice, version):
    content = (texts / f"{notice}-1.toml").read_text().replace("version = 1", f"version = {version}", 1)
    for language, news in NEWS.items():
        content = content.replace(f"[{language}]\n", f'[{language}]\nchanged = ["{news}"]\n', 1)
    (texts / f"{notice}-{version}.toml").write_text(content)
    library.versions_of.cache_clear()


def shown_on(browser, path="/privacy/"):
    return [news for news in NEWS.values() if news in words(browser.get(path))]


def test_new_version_is_shown_until_the_person_has_read_it(texts, browser, rosa):
    before = shown_on(browser)
    publish(texts, Notice.TERMS, 2)
    shown = shown_on(browser), shown_on(browser), shown_on(browser, "/es/privacy/")

    answer = browser.post("/es/privacy/", headers={"origin": "http://testserver"})

    given = NoticeGiven.objects.filter(subject=rosa.subject, notice="terms", version=2)
    assert (before, shown) == ([], ([NEWS["en"]], [NEWS["en"]], [NEWS["es"]]))
    assert (answer.status_code, answer["Location"], shown_on(browser)) == (302, "/es/privacy/", [])
    assert [(one.notice, one.language) for one in given] == [("terms", "es")]


def test_who_missed_two_versions_is_shown_both_and_agrees_to_the_newest(texts, browser, rosa):
    publish(texts, Notice.TERMS, 2)
    publish(texts, Notice.TERMS, 3)
    page = words(browser.get("/privacy/"))

    browser.post("/privacy/", headers={"origin": "http://testserver"})

    versions = NoticeGiven.objects.filter(subject=rosa.subject, notice="terms").values_list("version", flat=True)
    assert (page.count(NEWS["en"]), sorted(versions), shown_on(browser)) == (2, [1, 3], [])


def test_after_signing_in_the_account_leads_to_what_changed(texts, browser):
    before = "See what changed" in words(browser.get("/account/"))

    publish(texts, Notice.PRIVACY, 3)

    assert (before, "See what changed" in words(browser.get("/account/"))) == (False, True)


def test_notice_that_a_person_never_saw_is_no_change_to_them(texts, browser):
    assert Notice.COOKIES not in AT_SIGN_UP

    publish(texts, Notice.COOKIES, 4)

    assert shown_on(browser) == []


def test_page_of_a_notice_says_what_changed_in_it(texts):
    publish(texts, Notice.TERMS, 2)

    shown = [shown_on(Client(), path) for path in ("/notices/terms/", "/notices/terms/1/", "/es/notices/terms/2/")]

    assert shown == [[NEWS["en"]], [], [NEWS["es"]]]

"""May we write to you: asked for by the person, answered where the message goes, stopped by one press (S20, S37)."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.config.passes import PASSES
from handrail.messaging.contacts.actions import forget_unanswered
from handrail.messaging.domain import quiet_hours
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import AskedContact, ContactAgreement, Message
from handrail.messaging.queries import standing_agreement
from handrail.pages.my_data import contacts
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.domain.notices import Notice
from handrail.privacy.erasing.actions import erase_own
from handrail.privacy.holds.actions import place_hold
from handrail.privacy.models import AuditEntry, NoticeGiven, OneTimeLink
from handrail.privacy.notices import library
from handrail.privacy.notices.library import current, version_of
from handrail.privacy.queries import told_moment
from handrail.privacy.sealed_values import opened
from handrail.web.time_zones import TIME_ZONES
from pages.my_data.conftest import DAY, browser_of
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, "officer", "operator", "privacy_officer")

PATH = "/privacy/contacts/"
NUMBER = {"channel": "sms", "address": "312 555 0142", "zone": "America/Denver"}


@pytest.fixture(autouse=True)
def sending(settings):
    """A demonstration prints, so both ways are open."""
    settings.DEMONSTRATION = True


@pytest.fixture
def phone():
    """A stranger's browser, as the link in a text opens it."""
    return Client(headers={"origin": "http://testserver"})


def test_zones_to_choose_from_are_those_in_which_a_night_is_respected_for_who_chose_none():
    assert [zone for zone, _ in TIME_ZONES] == list(quiet_hours.ZONES)


def test_who_agreed_to_messages_alone_is_not_told_that_they_agreed_to_nothing(browser, phone):
    before = [words(browser.get(path)) for path in ("/privacy/", "/privacy/consents/")]

    browser.post(PATH, NUMBER)
    phone.post(link_sent())
    after = [words(browser.get(path)) for path in ("/privacy/", "/privacy/consents/")]

    told = "You agreed to messages: Text messages. You can withdraw at any time."
    assert [told in page for page in (before[0], after[0])] == [False, True]
    assert "You can withdraw" not in before[0]
    assert ["You agreed Text messages" in page for page in (before[1], after[1])] == [False, True]
    assert "You have agreed to nothing that lets others know about you." in after[1]


def link_sent() -> str:
    return opened(Message.objects.latest("pk"), "letter")["letter"]["link"]


def test_who_says_yes_where_the_text_went_is_written_to_from_then_on(browser, rosa, phone):
    browser.post(PATH, NUMBER)
    before = standing_agreement(subject=rosa.subject, channel=Channel.SMS)
    answer = phone.post(link_sent())

    agreement = standing_agreement(subject=rosa.subject, channel=Channel.SMS)
    assert (before, answer.status_code) == (None, 200)
    assert opened(agreement, "address") == {"address": "+13125550142"}
    assert (agreement.zone, agreement.language) == ("America/Denver", "en")
    assert agreement.text_version == str(current(Notice.MESSAGES).version)
    assert AskedContact.objects.count() == 0
    assert "+13125550142" in browser.get(PATH).content.decode()
    entries = AuditEntry.objects.filter(what__startswith="contact.").order_by("pk")
    assert [(one.what, one.by_kind) for one in entries] == [("contact.asked", "person"), ("contact.agreed", "link")]


@pytest.mark.parametrize(
    ("path", "on_the_form", "told"),
    [
        (PATH, "1", ("en", 1)),
        (f"/es{PATH}", "1", ("es", 1)),
        (PATH, "", ("en", 2)),
        (PATH, "9", ("en", 2)),
        (PATH, "x", ("en", 2)),
    ],
)
def test_yes_gives_the_notice_that_was_on_the_form(browser, rosa, phone, monkeypatch, path, on_the_form, told):
    first = version_of(Notice.MESSAGES, 1)
    versions = (replace(first, version=2, digest="d" * 64), first)
    monkeypatch.setattr(library, "versions_of", lambda notice: versions)

    browser.post(path, NUMBER | {"notice": on_the_form})
    before = NoticeGiven.objects.filter(subject=rosa.subject, notice=Notice.MESSAGES).count()
    phone.post(link_sent())

    row = NoticeGiven.objects.get(subject=rosa.subject, notice=Notice.MESSAGES)
    assert (before, (row.language, row.version)) == (0, told)
    assert row.text_hash == {1: first.digest, 2: "d" * 64}[row.version]


def test_form_carries_the_version_that_can_be_read_beside_it(browser):
    page = browser.get(PATH).content.decode()

    version = current(Notice.MESSAGES).version
    assert f'name="notice" value="{version}"' in page
    assert f'href="/notices/messages/{version}/"' in page


def test_number_is_sealed_while_an_answer_is_awaited(browser, rosa):
    browser.post(PATH, NUMBER)

    row = AskedContact.objects.get()
    assert b"555" not in bytes(row.address)
    assert "A link goes to +13125550142. It should come within a few minutes." in browser.get(PATH).content.decode()


def test_question_in_spanish_goes_out_in_spanish(browser):
    browser.post(f"/es{PATH}", NUMBER)

    assert Message.objects.get().language == "es"
    assert link_sent().startswith("/es/privacy/contact/")


def test_link_works_once_and_looking_at_it_changes_nothing(browser, phone):
    browser.post(PATH, NUMBER)
    link = link_sent()

    looks = [
        phone.get(address).content.replace(address.encode(), b"")  # but for its own address in the other language
        for address in (link, "/privacy/contact/guessed/")
    ]
    unused = OneTimeLink.objects.filter(used_at=None).count()
    answers = [phone.post(link).status_code for _ in range(2)]

    assert looks[0] == looks[1]
    assert (unused, answers) == (1, [200, 404])
    assert ContactAgreement.objects.count() == 1


@pytest.mark.parametrize(("prefix", "title"), [("", "Please confirm"), ("/es", "Por favor, confirme")])
def test_page_of_the_link_names_us_no_more_than_the_message_does(phone, settings, prefix, title):
    path = f"{prefix}/privacy/contact/guessed/"

    answers = [phone.get(path)] + [phone.post(path) for _ in range(contacts.ANSWERS.most + 1)]

    assert {answer.status_code for answer in answers} == {200, 404, 429}
    for answer in answers:
        assert [each for each in TELLING if each in shown_of(answer)] == []
        assert f"<title>{title}</title>" in answer.content.decode()
        assert next(link["href"] for link in all_with(answer, "a")) == settings.QUICK_EXIT_URL


def test_thanks_for_a_yes_name_us_no_more_either(browser, phone):
    browser.post(PATH, NUMBER)

    answer = phone.post(link_sent())

    assert [each for each in ("Thank you. You get short notes here", *TELLING) if each in shown_of(answer)] == [
        "Thank you. You get short notes here"
    ]


TELLING = ("Handrail", "naloxon", "risis", "911", "988", "heroin", "opioid", "/crisis/", "/paths/")


def shown_of(answer) -> str:
    """The words, and where the links lead."""
    return " ".join([words(answer), *(link["href"] for link in all_with(answer, "a"))])


def test_guessed_used_and_withdrawn_links_are_refused_alike(browser, phone):
    browser.post(PATH, NUMBER)
    withdrawn = link_sent()
    browser.post(PATH, {"stop": "sms"})
    browser.post(PATH, NUMBER)
    used = link_sent()
    phone.post(used)

    answers = [phone.post(link) for link in ("/privacy/contact/guessed/", used, withdrawn)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1


def test_stopped_by_one_press_nothing_more_goes_there(browser, rosa, phone):
    browser.post(PATH, NUMBER)
    phone.post(link_sent())

    browser.post(PATH, {"stop": "sms"})
    browser.post(PATH, {"stop": "sms"})

    assert standing_agreement(subject=rosa.subject, channel=Channel.SMS) is None
    assert AuditEntry.objects.filter(what="contact.withdrawn").count() == 1


def test_asked_again_only_the_newest_link_opens(browser, phone):
    browser.post(PATH, NUMBER)
    first = link_sent()
    browser.post(PATH, NUMBER | {"address": "312 555 0143"})

    refused = phone.post(first)
    phone.post(link_sent())

    assert refused.status_code == 404
    assert opened(ContactAgreement.objects.get(), "address") == {"address": "+13125550143"}


@pytest.mark.parametrize(
    ("channel", "address", "words"),
    [("sms", "not a number", "with its area code"), ("email", "rosa at example", "such as name@example.org")],
)
def test_what_is_no_number_or_address_comes_back_with_what_to_change(browser, channel, address, words):
    answer = browser.post(PATH, {"channel": channel, "address": address})

    page = answer.content.decode()
    assert (answer.status_code, words in page, f'value="{address}"' in page) == (422, True, True)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("channel", ["", "pigeon"])
def test_way_of_writing_that_there_is_not_is_not_found(browser, channel):
    assert browser.post(PATH, {"channel": channel, "address": "312 555 0142"}).status_code == 404


def test_where_nothing_is_sent_nothing_is_promised(browser, settings):
    settings.DEMONSTRATION = False

    page = browser.get(PATH).content.decode()
    answer = browser.post(PATH, NUMBER)

    assert (page.count("This site does not send these yet."), answer.status_code) == (2, 404)


def test_nobody_is_pestered_with_questions(browser):
    statuses = [browser.post(PATH, NUMBER).status_code for _ in range(contacts.QUESTIONS.most + 1)]

    assert statuses == [302] * contacts.QUESTIONS.most + [429]


def test_another_person_sees_and_stops_nothing(browser, rosa, sam, phone):
    browser.post(PATH, NUMBER)
    phone.post(link_sent())
    other = browser_of(sam)

    page = other.get(PATH).content.decode()
    other.post(PATH, {"stop": "sms"})

    assert "555" not in page
    assert standing_agreement(subject=rosa.subject, channel=Channel.SMS) is not None


def test_without_a_fresh_proof_nothing_is_asked(rosa, client):
    stale = browser_of(rosa, at=timezone.now() - DAY / 24)

    answers = [client.post(PATH, NUMBER), stale.post(PATH, NUMBER)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Message.objects.count() == 0


def test_question_nobody_answered_goes_after_a_day(browser):
    browser.post(PATH, NUMBER)
    asked_at = AskedContact.objects.get().asked_at

    counts = [forget_unanswered(at=asked_at + DAY - timedelta(seconds=1)), forget_unanswered(at=asked_at + DAY)]

    assert (counts, AskedContact.objects.count()) == ([0, 1], 0)
    assert dict(PASSES)["contact-questions"] is forget_unanswered


def test_question_of_somebody_whose_record_the_law_holds_stays(browser, rosa, now):
    browser.post(PATH, NUMBER)
    place_hold(subject=rosa.subject, reason="Order 42", by=OFFICER, at=now)

    gone = forget_unanswered(at=now + 2 * DAY)

    assert (gone, AskedContact.objects.count()) == (0, 1)


def test_deletion_takes_the_question_with_it_and_its_link_opens_nothing(browser, rosa, phone, now):
    from handrail.privacy.domain.actors import PRODUCT

    browser.post(PATH, NUMBER)
    link = link_sent()

    erase_own(subject=rosa.subject, by=PRODUCT, at=now)

    assert AskedContact.objects.count() == 0
    assert phone.post(link).status_code == 404


def test_export_tells_of_a_question_that_waits(browser, rosa):
    from handrail.messaging.queries import export_for

    browser.post(PATH, NUMBER)

    asked = AskedContact.objects.get()
    assert export_for(subject=rosa.subject)["contact_questions"] == [
        {"channel": "sms", "address": "+13125550142", "asked_at": told_moment(asked.asked_at)}
    ]


def test_link_is_no_part_of_any_readable_column(browser):
    browser.post(PATH, NUMBER)

    token = re.search(r"/contact/([^/]+)/", link_sent())[1]
    row = OneTimeLink.objects.get()
    assert token not in f"{row.about}{row.public_id}{row.purpose}{AskedContact.objects.get().link_id}"

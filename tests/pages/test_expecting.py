"""Asking a program to expect one: on one screen, without an account, and nothing left behind (S2, S3, S16, S20)."""

import logging
import re

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.accounts.models import Membership
from handrail.directory.actions import bump_revision
from handrail.directory.models import Claim
from handrail.messaging.models import Message
from handrail.pages.expect_form import LIFETIME, Begun
from handrail.privacy.models import Consent, Receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.models import Referral
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, on_paper, title, words
from referrals.on_call import keep_coordinators
from referrals.self_referring.asking import make_answering_program
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
ADDRESS, BROWSER = "203.0.113.77", "SentinelBrowser/1.0"
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}
TYPED = {"alias": "Rosa", "age": "adult", "level": "outpatient_medicine", "medicine": "buprenorphine"}
TYPED |= {"payer": "medicaid", "soon": "today", "reach": "receipt", "when": "any", "agree": "1"}


@pytest.fixture(autouse=True)
def fresh_limits():
    forget_permits()
    yield
    forget_permits()


@pytest.fixture
def program():
    keep_coordinators()
    return make_answering_program(state="IL")


def visitor(address: str = ADDRESS) -> Client:
    return Client(REMOTE_ADDR=address, headers=FROM_OUR_PAGE | {"user-agent": BROWSER})


def form(facility, *, client=None, language="", **more):
    return (client or visitor()).post(f"{language}{facility.get_absolute_url()}expect/", more)


def begun(facility, **more) -> str:
    return all_with(form(facility, **more), "input", name="begun")[0]["value"]


def send(facility, *, client=None, language="", token=None, **typed):
    token = begun(facility) if token is None else token
    posted = TYPED | {"begun": token, "send": "1"} | typed
    return form(facility, client=client, language=language, **posted)


def number_on(response) -> str:
    return re.search(r'class="dial">([\d ]+)<', response.content.decode())[1]


def test_facility_page_offers_it_where_the_program_answers(client, program):
    _, facility = program

    page = client.get(facility.get_absolute_url())

    assert "Ask them to expect me" in words(page)
    assert "By telephone only" not in words(page)


def test_facility_page_says_where_only_the_telephone_leads(client, program):
    page = client.get(make_facility().get_absolute_url())

    assert "By telephone only: nobody there answers on this site." in words(page)
    assert "Ask them to expect me" not in words(page)


def test_number_of_queries_is_the_same_for_any_number_of_programs_that_answer(
    client, program, django_assert_num_queries
):
    _, facility = program
    client.get(facility.get_absolute_url())
    with django_assert_num_queries(11, exact=False) as few:
        client.get(facility.get_absolute_url())
    for _ in range(3):
        make_answering_program(state="IL")

    with django_assert_num_queries(len(few)):
        page = client.get(facility.get_absolute_url())

    assert "Ask them to expect me" in words(page)


def test_path_card_says_at_each_first_stop_how_it_is_reached(client, clinics):
    keep_coordinators()
    claim_by_a_program(clinics[0])
    bump_revision(at=timezone.now())

    page = client.post("/paths/", {"place": "62701"})

    assert f'formaction="/facilities/{clinics[0].public_id}/expect/"' in page.content.decode()
    assert page.content.decode().count(">Ask them to expect me<") == 1
    assert "By telephone only: nobody there answers on this site." in words(page)


def claim_by_a_program(facility):
    make_answering_program()
    claim = Claim.objects.select_related("organization").order_by("pk").last()
    claim.facility = facility
    claim.save()


def test_path_cards_ask_equally_often_for_any_number_of_programs(client, clinics, django_assert_num_queries):
    keep_coordinators()
    claim_by_a_program(clinics[0])
    bump_revision(at=timezone.now())
    client.post("/paths/", {"place": "62701"})
    with django_assert_num_queries(3, exact=False) as one:
        client.post("/paths/", {"place": "62701"})
    claim_by_a_program(clinics[1])

    with django_assert_num_queries(len(one)):
        page = client.post("/paths/", {"place": "62701"})

    assert page.content.decode().count(">Ask them to expect me<") >= 2


def test_get_shows_what_it_is_and_no_form(client, program):
    _, facility = program

    page = client.get(f"{facility.get_absolute_url()}expect/")

    assert (page.status_code, all_with(page, "input", name="begun")) == (200, [])
    assert "You need no account and no real name." in words(page)


def test_page_that_the_program_keeps_is_not_said_to_be_unchecked(client, program):
    _, facility = program

    kept, unclaimed = (client.get(each.get_absolute_url()) for each in (facility, make_facility()))

    assert ["Never verified since import" in words(page) for page in (kept, unclaimed)] == [False, True]


def test_form_has_the_whole_agreement_on_the_same_screen(program):
    organization, facility = program

    page = form(facility)

    assert f"Only {organization.name} may learn it, for its place {facility.name}." in words(page)
    assert "This ends by itself after 30 days." in words(page)
    assert "I can take it back at any time with my receipt number." in words(page)


def test_form_says_what_a_carrier_sees_before_a_number_is_asked(program, settings):
    settings.DEMONSTRATION = True
    _, facility = program

    text = form(facility).content.decode()

    assert text.index("phone and mail companies can see") < text.index('name="address"')


def test_form_offers_no_way_that_this_site_cannot_send(program):
    _, facility = program

    page = form(facility)

    assert [each["value"] for each in all_with(page, "input", name="reach")] == ["receipt"]
    assert all_with(page, "input", name="address") == []


def test_what_is_sent_is_kept_and_its_number_shown_once(program):
    organization, facility = program

    page = send(facility)

    referral = Referral.objects.get()
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", number_on(page))
    assert (referral.stage, referral.facility, opened(referral, "words")["words"]["alias"]) == (
        "sent",
        facility,
        "Rosa",
    )
    assert Consent.objects.get().recipients == [organization.public_id]
    assert facility.name not in words(page)


def test_form_that_asks_for_no_number_is_sent_with_what_it_asks(program):
    _, facility = program
    page = form(facility)
    asked = {tag["name"] for kind in ("input", "select") for tag in all_with(page, kind) if "name" in tag}
    posted = {name: value for name, value in TYPED.items() if name in asked}

    sent = form(facility, begun=begun(facility), send="1", **posted)

    assert (sent.status_code, "when" in posted, Referral.objects.count()) == (200, False, 1)


def test_receipt_is_neutral_says_what_else_tells_and_when_it_ends(program):
    _, facility = program

    page = send(facility)

    said = words(page)
    assert title(page) == "Handrail"
    assert "What else could tell that it was you" in said
    assert "This number works until" in said
    assert not re.search(r"methadone|buprenorphine|heroin|treatment program", said.split("What happens now")[0], re.I)


def test_printed_receipt_gives_nothing_away_by_what_stands_around_a_page_of_ours(program):
    _, facility = program

    receipt = send(facility)
    paper = on_paper(receipt)

    assert number_on(receipt).strip() in paper
    assert [each for each in ("naloxone", "In crisis:", "Nobody pays", "Not ready to stop") if each in paper] == []


def test_consent_keeps_the_words_that_stood_on_the_form_in_its_language(program):
    organization, facility = program

    shown = form(facility, language="/es")
    send(facility, language="/es")

    consent = Consent.objects.get()
    kept = opened(consent, "evidence")["evidence"]["text"].splitlines()
    assert (consent.language, organization.name in kept[2]) == ("es", True)
    assert all(line in words(shown) for line in kept)


def test_double_press_is_one_request(program):
    _, facility = program
    token = begun(facility)

    numbers = {number_on(send(facility, token=token)) for _ in range(2)}

    assert (len(numbers), Referral.objects.count(), Consent.objects.count()) == (2, 1, 1)


def test_form_that_is_sent_again_and_again_says_that_it_was_sent(program):
    _, facility = program
    token = begun(facility)
    for _ in range(3):
        send(facility, token=token)

    page = send(facility, token=token)

    assert (page.status_code, Referral.objects.count(), Receipt.objects.count()) == (422, 1, 3)
    assert "This was sent already." in words(page)


@pytest.mark.parametrize("damage", ["", "x", "old", "another place"])
def test_form_without_a_good_key_is_shown_again_with_all_that_was_typed(program, damage):
    organization, facility = program
    tokens = {
        "old": Begun.at(facility, organization.public_id).token(at=timezone.now() - LIFETIME * 2),
        "another place": Begun.at(make_facility(), organization.public_id).token(at=timezone.now()),
    }

    page = send(facility, token=tokens.get(damage, damage))

    assert (page.status_code, Referral.objects.count()) == (422, 0)
    assert all_with(page, "input", name="alias")[0]["value"] == "Rosa"
    assert "Nothing was sent yet." in words(page)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"alias": " "}, "alias"),
        ({"alias": "x" * 61}, "alias"),
        ({"level": "bed"}, "level"),
        ({"medicine": ""}, "medicine"),
        ({"payer": "gold"}, "payer"),
        ({"soon": "now"}, "soon"),
        ({"reach": "pigeon"}, "reach"),
        ({"reach": "text", "address": "12"}, "address"),
        ({"reach": "email", "address": "nobody"}, "address"),
        ({"when": "at night"}, "when"),
        ({"agree": ""}, "agree"),
        ({"age": ""}, "age"),
        ({"pin": "12"}, "pin"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_kept(program, wrong, field):
    _, facility = program

    page = send(facility, **wrong)

    assert (page.status_code, Referral.objects.count()) == (422, 0)
    assert [link["href"] for link in all_with(page, "a") if link["href"] == f"#{field}"] == [f"#{field}"]


def test_what_is_missing_is_named_in_the_order_of_the_form(program):
    _, facility = program

    page = send(facility, age="", alias="", level="", pin="12", agree="")

    links = [link["href"] for link in all_with(page, "a") if link["href"].startswith("#")]
    assert [link for link in links if link != "#main"] == ["#age", "#alias", "#level", "#pin", "#agree"]


def test_under_18_is_asked_first_and_what_is_missing_is_named(program):
    _, facility = program

    page = send(facility, age="", level="")

    fields = [each["name"] for each in all_with(page, "input") if each.get("type") in ("radio", "text")]
    assert (fields[0], "Under 18 nothing is sent by this form." in words(page)) == ("age", True)
    assert "Say whether you are 18 or older. Choose what help you look for." in words(page)


def test_who_is_under_18_is_led_to_the_telephone_and_nothing_is_kept(program):
    _, facility = program

    page = send(facility, age="minor")

    assert (page.status_code, Referral.objects.count(), Consent.objects.count()) == (422, 0, 0)
    assert "Under 18, the law differs from state to state." in words(page)
    assert "Nothing was sent or kept." in words(page)


def test_program_that_gave_up_its_page_between_form_and_press_gets_nothing(program):
    _, facility = program
    token = begun(facility)
    Membership.objects.update(ended_at=timezone.now())

    page = send(facility, token=token)

    assert (page.status_code, Referral.objects.count()) == (200, 0)
    assert "Please call them" in words(page)


def test_another_keeper_of_the_page_gets_nothing_that_was_agreed_for_the_first(program):
    _, facility = program
    token = begun(facility)
    other, _ = make_answering_program()
    Claim.objects.filter(facility=facility).update(organization=other)

    page = send(facility, token=token)

    assert (page.status_code, Referral.objects.count(), Consent.objects.count()) == (422, 0, 0)
    assert "This program does not answer here now." in words(page)


def test_without_a_roster_only_the_telephone_is_offered():
    _, facility = make_answering_program()

    page = form(facility)

    assert (page.status_code, all_with(page, "input", name="begun")) == (200, [])
    assert "The telephone is the way." in words(page)


def test_at_night_the_page_says_who_answers_when_and_the_numbers_that_answer_now(program):
    _, facility = program
    keep_coordinators(week=in_three_days())

    page = form(facility)

    assert "None of us is there at this hour." in words(page)
    assert "Who answers now, day and night" in words(page)
    assert all_with(page, "a", href="tel:988")


def test_week_of_equal_days_is_said_once(program):
    _, facility = program

    page = form(facility)

    assert "Monday to Sunday: day and night" in words(page)
    assert "Tuesday" not in words(page)


def in_three_days():
    """Hours on the weekday that comes in three days, in whatever week this test runs."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {days[(timezone.now().weekday() + 3) % 7]: [["09:00", "17:00"]]}


def test_number_is_asked_by_a_neutral_note_before_anybody_may_use_it(program, settings):
    settings.DEMONSTRATION = True
    _, facility = program

    page = send(facility, reach="text", address="447-555-0199", no_voicemail="1")

    assert "Say yes there within a day." in words(page)
    assert sorted(Message.objects.values_list("kind", flat=True)) == ["chosen", "confirm_contact"]
    assert "address" not in opened(Referral.objects.get(), "words")["words"]


def test_yes_at_the_link_lets_the_program_use_the_number(program, settings):
    settings.DEMONSTRATION = True
    _, facility = program
    send(facility, reach="text", address="447-555-0199")
    link = opened(Message.objects.get(kind="confirm_contact"), "letter")["letter"]["link"]

    looked, said, again = visitor().get(link), visitor().post(link), visitor().post(link)

    assert (looked.status_code, said.status_code, again.status_code) == (200, 200, 404)
    assert link.startswith("/reach/")
    assert opened(Referral.objects.get(), "words")["words"]["address"] == "+14475550199"


@pytest.mark.parametrize("token", ["guessed", "x" * 22])
def test_guessed_link_looks_like_any_other_and_opens_nothing(token):
    looked = [visitor().get(f"/reach/{each}/").content.replace(each.encode(), b"") for each in (token, "another")]

    assert looked[0] == looked[1]
    assert visitor().post(f"/reach/{token}/").status_code == 404


def test_flood_from_one_network_is_asked_for_patience_and_keeps_nothing_more(program):
    _, facility = program
    token = begun(facility)
    answers = [send(facility, token=begun(facility)) for _ in range(7)]

    assert [page.status_code for page in answers] == [200] * 5 + [429] * 2
    assert Referral.objects.count() == 5
    assert send(facility, token=token).status_code == 429


def test_one_number_is_asked_three_times_a_day_at_most_whoever_types_it(program, settings):
    settings.DEMONSTRATION = True
    _, facility = program

    answers = [
        send(facility, client=visitor(f"198.51.{each}.7"), reach="text", address="447-555-0199") for each in range(5)
    ]

    assert [page.status_code for page in answers] == [200] * 3 + [429] * 2
    assert Message.objects.filter(kind="confirm_contact").count() == 3


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}, {}])
def test_form_from_another_site_sends_nothing(program, headers):
    _, facility = program
    token = begun(facility)

    page = Client(headers=headers).post(f"{facility.get_absolute_url()}expect/", TYPED | {"begun": token, "send": "1"})

    assert (page.status_code, Referral.objects.count()) == (403, 0)


def test_no_cookie_no_cache_and_no_address_anywhere(program, caplog):
    _, facility = program

    with caplog.at_level(logging.DEBUG):
        page = send(facility, alias="Sentinelalias")

    stored = everything_stored()
    assert dict(page.cookies) == {}
    assert "no-store" in page.headers["Cache-Control"]
    seen = ("Sentinelalias", ADDRESS, BROWSER, number_on(page).replace(" ", ""))
    assert [table for table, rows in stored.items() if any(word in row for row in rows for word in seen)] == []
    assert not any(word in caplog.text for word in ("Sentinelalias", number_on(page)))


def test_language_of_the_receipt_changes_without_sending_again(program):
    _, facility = program

    page = send(facility)

    fields = {tag["name"] for tag in all_with(page, "input", type="hidden")}
    assert fields & {"send", "alias", "begun", "pin"} == set()


def test_printed_number_stands_with_the_whole_address_on_the_neutral_host(program, settings):
    settings.MESSAGE_HOST = "go.example.org"

    page = form(program[1], begun=begun(program[1]), send="1", **TYPED)

    assert "Come back to this address and type it: go.example.org/receipt/" in words(page)

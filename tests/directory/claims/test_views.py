"""The pages on which a program asks for its place, types the code and proposes changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.people import make_organization, make_staff
from directory.claims_made import NEW_NUMBER, Program
from directory.desk_pages import queries_of, signed_in
from factories import make_facility
from handrail.accounts.domain.roles import ROLES, Kind, keeps_pages
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import Claim, ListingChange
from pages.reading import all_with, led_to, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
EVIDENCE = {"who": "Rosa Castillo, director", "evidence": "License 4711", "phone": ""}
FIELDS_ASKED = (("input", "who"), ("textarea", "evidence"))


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def ours(program):
    return f"/account/listings/{program.organization.public_id}/"


@pytest.fixture
def lead(program):
    return signed_in(program.lead)


@pytest.mark.asvs("V8.2.1", "V8.2.2")
@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind in Kind for role in sorted(ROLES[kind])])
def test_each_role_of_each_kind_finds_its_pages_or_nothing(kind, role):
    organization = make_organization(kind=kind)
    member = signed_in(make_staff(organization=organization, role=role))

    answer = member.get(f"/account/listings/{organization.public_id}/")

    assert answer.status_code == (200 if keeps_pages(kind, role) else 404)
    assert ("Your pages in the directory" in words(member.get("/account/"))) is keeps_pages(kind, role)


@pytest.mark.asvs("V8.2.2")
def test_keeper_of_another_organization_finds_nothing(program, ours, now):
    claim, other = program.ask(now), make_organization()
    stranger = signed_in(make_staff(organization=other, word="far"))
    paths = (ours, f"{ours}{claim.public_id}/", f"/account/listings/{other.public_id}/{claim.public_id}/")

    assert [stranger.get(path).status_code for path in paths] == [404] * 3


def test_pages_of_a_program_ask_who_one_is_after_a_while(program, ours):
    client = Client()
    sign_in(client, program.lead, at=timezone.now() - timedelta(minutes=14))

    answer = client.get(ours)

    assert answer.headers["Location"].startswith("/account/confirm/")


def test_place_is_found_by_its_name_in_no_address(program, ours, lead):
    make_facility(name="Lighthouse Clinic")

    answer = lead.post(ours, {"name": "lighthouse"})

    assert "Lighthouse Clinic" in words(answer)
    assert "lighthouse" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert "Nothing. Try fewer words." in words(lead.post(ours, {"name": "no such place"}))


def test_search_for_a_place_opens_at_what_was_found(ours, lead):
    before, after = lead.get(ours), lead.post(ours, {"name": "lighthouse"})

    assert f'action="{ours}#found"' in before.content.decode()
    assert [page.content.decode().count('id="found"') for page in (before, after)] == [0, 1]


def test_program_asks_for_its_place(program, ours, lead):
    answer = lead.post(f"{ours}ask/{program.place.public_id}/", EVIDENCE, follow=True)

    claim = Claim.objects.get()
    assert (claim.facility, claim.organization, claim.asked_by) == (program.place, program.organization, program.lead)
    assert "We call the number that is listed for this place." in words(answer)


def test_refused_claim_keeps_what_was_written(program, ours, lead):
    answer = lead.post(f"{ours}ask/{program.place.public_id}/", EVIDENCE | {"who": ""})

    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert "Say who you are" in words(answer)
    assert ">License 4711</textarea>" in answer.content.decode()


def test_empty_claim_marks_each_field_that_is_missing_with_words_of_its_own(program, ours, lead):
    answer = lead.post(f"{ours}ask/{program.place.public_id}/", {"who": " ", "evidence": ""})

    marked = [all_with(answer, tag, id=name)[0].get("aria-invalid") for tag, name in FIELDS_ASKED]
    assert marked == ["true", "true"]
    assert words(answer).count("Say who you are") == 1
    assert "Write who you are." in words(answer)
    assert "Write how we can see it." in words(answer)


def test_what_was_just_done_is_said_once(program, ours, lead, now):
    page = f"{ours}{program.claim(State.VERIFIED, now).public_id}/"

    lead.post(page, {"task": "propose", "field": "website", "value": "https://example.org"})
    first, second = words(lead.get(page)), words(lead.get(page))

    assert "Saved: your change waits for a second person." in first
    assert "Saved:" not in second


@pytest.mark.parametrize("field", ["who", "evidence"])
def test_refusal_leads_to_what_is_missing_in_a_claim(program, ours, lead, field):
    answer = lead.post(f"{ours}ask/{program.place.public_id}/", EVIDENCE | {field: " "})

    assert led_to(answer) == [field]


@pytest.mark.parametrize(
    ("task", "field"), [({"field": "phone", "value": "12"}, "value"), ({"field": "contact"}, "value")]
)
def test_refusal_leads_to_what_is_wrong_in_a_proposal(program, ours, lead, now, task, field):
    page = f"{ours}{program.claim(State.VERIFIED, now).public_id}/"

    answer = lead.post(page, {"task": "propose", **task})

    assert led_to(answer) == [field]


def test_code_is_typed_where_we_called(program, ours, lead, now):
    claim = program.ask(now)
    before = words(lead.get(f"{ours}{claim.public_id}/"))
    code = program.call(claim, now)
    wrong = lead.post(f"{ours}{claim.public_id}/", {"task": "code", "code": "x"})

    right = lead.post(f"{ours}{claim.public_id}/", {"task": "code", "code": code}, follow=True)

    assert ("Six digits" in before, wrong.status_code) == (False, 422)
    assert led_to(wrong) == ["code"]
    assert "This code did not work." in words(wrong)
    assert "Now one of us looks at what you wrote." in words(right)


def test_guessing_codes_from_one_network_meets_a_pause(program, ours, lead, now):
    claim = program.ask(now)
    program.call(claim, now)

    statuses: list[int] = []
    while 429 not in statuses and len(statuses) < 82:  # twice the 41, where an hour ends between two of them
        statuses.append(lead.post(f"{ours}{claim.public_id}/", {"task": "code", "code": "x"}).status_code)

    claim.refresh_from_db()
    assert (statuses[0], statuses[-1], claim.wrong_codes) == (422, 429, 5)


def test_keeper_proposes_a_colleague_agrees_and_either_stops(program, ours, lead, now):
    claim = program.claim(State.VERIFIED, now)
    page = f"{ours}{claim.public_id}/"
    lead.post(page, {"task": "propose", "field": "phone", "value": NEW_NUMBER})
    change = ListingChange.objects.get()
    mine, intake = words(lead.get(page)), signed_in(program.intake)
    theirs = words(intake.get(page))

    intake.post(page, {"task": "agree", "change": change.public_id})
    agreed = ListingChange.objects.get().agreed_by
    lead.post(page, {"task": "stop", "change": change.public_id})

    assert ("I agree, as the second person" in mine, "I agree, as the second person" in theirs) == (False, True)
    assert (agreed, ListingChange.objects.get().stopped) == (program.intake, "program")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"task": "propose", "field": "phone", "value": "call us"}, 422),
        ({"task": "propose", "field": "contact", "value": "217"}, 422),
        ({"task": "propose", "field": "name", "value": "Another"}, 404),
        ({"task": "agree", "change": "another"}, 404),
        ({"task": "verify"}, 404),
        ({}, 404),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(program, ours, lead, now, sent, status):
    claim = program.claim(State.VERIFIED, now)

    answer = lead.post(f"{ours}{claim.public_id}/", sent)

    assert (answer.status_code, ListingChange.objects.count()) == (status, 0)


HOURS = {"first-0": "mon", "last-0": "fri", "opens-0": "08:00", "closes-0": "16:30", "first-1": "sat"}
NOON = {"opens-1": "09:00", "closes-1": "12:00"}


def test_opening_hours_are_proposed_line_by_line_and_shown_in_words(program, ours, lead, now):
    page = f"{ours}{program.claim(State.VERIFIED, now).public_id}/"

    answer = lead.post(page, {"task": "propose", "field": "hours", **HOURS, **NOON}, follow=True)

    change = ListingChange.objects.get()
    assert (change.field, change.value) == ("hours", "mon-fri 08:00-16:30; sat 09:00-12:00")
    assert "Monday to Friday: 8:00 am to 4:30 pm Saturday: 9:00 am to noon Closed: Sunday" in words(answer)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**HOURS, "closes-0": "07:00"}, "Closing comes after opening."),
        ({**HOURS, **NOON, "first-1": "fri"}, "Two times of the same day overlap."),
        ({**HOURS, **NOON, "first-1": "someday"}, "Write each day as mon"),
        ({**HOURS, **NOON, "first-1": ""}, "Write each day as mon"),
        ({**HOURS, "varies": "1"}, "Say times, or that the hours vary: not both."),
        ({}, "Say at least one day"),
    ],
)
def test_opening_hours_that_cannot_be_are_refused_and_stay_typed(program, ours, lead, now, sent, said):
    page = f"{ours}{program.claim(State.VERIFIED, now).public_id}/"

    answer = lead.post(page, {"task": "propose", "field": "hours", **sent})

    assert (answer.status_code, ListingChange.objects.count()) == (422, 0)
    assert said in words(answer)
    assert answer.content.decode().count('value="08:00"') == ("opens-0" in sent)


def test_form_of_opening_hours_begins_with_those_on_the_page(program, ours, lead, now):
    then = now - timedelta(days=9)
    claim = program.claim(State.VERIFIED, then)
    program.told_change(claim, then, field=Field.HOURS, text="mon-fri 7:15-12:00,13:00-00:00")
    apply_due_changes(at=now)

    text = lead.get(f"{ours}{claim.public_id}/").content.decode()

    assert [text.count(f'type="time" value="{each}"') for each in ("07:15", "12:00", "13:00", "00:00", "")] == [
        1,
        1,
        1,
        1,
        24,
    ]


def test_program_gives_its_page_back(program, ours, lead, now):
    claim = program.claim(State.VERIFIED, now)

    lead.post(f"{ours}{claim.public_id}/", {"task": "withdraw"})

    claim.refresh_from_db()
    assert claim.state == "withdrawn"


def test_page_is_given_back_only_after_a_question_and_by_the_lead_alone(program, ours, lead, now):
    claim = program.claim(State.VERIFIED, now)
    page, intake = f"{ours}{claim.public_id}/", signed_in(program.intake)
    asked, theirs = lead.get(page), intake.get(page)

    refused = intake.post(page, {"task": "withdraw"})

    claim.refresh_from_db()
    assert (refused.status_code, claim.state) == (422, "verified")
    assert "Only your lead can give it back." in words(refused)
    assert (asked.content.count(b'value="withdraw"'), theirs.content.count(b'value="withdraw"')) == (1, 0)
    folded = asked.content.decode().partition("We do not want this page</summary>")[2].partition("</details>")[0]
    assert ("Are you sure?" in folded, 'value="withdraw"' in folded) == (True, True)


def test_contested_page_is_given_back_by_the_lead_alone_and_told_as_that(program, ours, lead, now):
    claim = program.claim(State.CONTESTED, now)
    page, intake = f"{ours}{claim.public_id}/", signed_in(program.intake)
    asked = lead.get(page)

    refused = intake.post(page, {"task": "withdraw"})

    claim.refresh_from_db()
    assert (refused.status_code, claim.state) == (422, "contested")
    assert ("Yes, give this page back" in words(asked), "Only your lead can give it back." in words(refused)) == (
        True,
        True,
    )


def test_intake_takes_back_what_is_only_asked_for(program, ours, now):
    claim = program.ask(now)

    signed_in(program.intake).post(f"{ours}{claim.public_id}/", {"task": "withdraw"})

    claim.refresh_from_db()
    assert claim.state == "withdrawn"


@pytest.mark.parametrize("state", State)
def test_page_says_what_comes_next_in_both_languages(program, ours, lead, now, state):
    claim = program.claim(state, now)

    english, spanish = (lead.get(f"{prefix}{ours}{claim.public_id}/") for prefix in ("", "/es"))

    assert (english.status_code, spanish.status_code) == (200, 200)
    assert program.place.name in words(english)


@pytest.mark.parametrize(
    ("state", "asks_again", "complains", "reports"),
    [
        (State.REVOKED, True, True, True),
        (State.DECLINED, True, True, True),
        (State.WITHDRAWN, True, False, False),
        (State.VERIFIED, False, False, False),
        (State.CONTESTED, False, True, False),
    ],
)
def test_page_that_is_over_says_what_to_do_now(program, ours, lead, now, state, asks_again, complains, reports):
    claim = program.claim(state, now)

    text = lead.get(f"{ours}{claim.public_id}/").content.decode()

    assert (f'href="{ours}ask/{program.place.public_id}/"' in text) is asks_again
    assert ('href="/privacy/requests/new/complaint/"' in text) is complains
    assert (f'href="/facilities/{program.place.public_id}/problem/"' in text) is reports


def test_page_that_was_revoked_leads_to_the_claim_that_came_after_it(program, ours, lead, now):
    old = program.claim(State.REVOKED, now)
    new = program.ask(now)

    text = lead.get(f"{ours}{old.public_id}/").content.decode()

    assert f'href="{ours}{new.public_id}/"' in text
    assert f'href="{ours}ask/{program.place.public_id}/"' not in text


def test_three_claims_take_no_more_queries_than_one(program, ours, lead, now):
    program.ask(now)
    one = queries_of(lead, ours)
    for _ in range(2):
        program.ask(now, facility=make_facility())

    three = queries_of(lead, ours)
    page = lead.get(ours)

    assert three == one
    assert page.content.decode().count("Asked for: we will call you") == 3


def test_three_changes_take_no_more_queries_than_one(program, ours, lead, now):
    claim = program.claim(State.VERIFIED, now)
    page = f"{ours}{claim.public_id}/"
    program.change(claim, now)
    one = queries_of(lead, page)
    for field, text in ((Field.WEBSITE, "https://program.example/"), (Field.INTAKE, "217-555-0178")):
        program.change(claim, now, field=field, text=text)

    three = queries_of(lead, page)
    answer = lead.get(page)

    assert three == one
    assert answer.content.decode().count("Needs a second person") == 3


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.ASKED, "Nobody calls then."),
        (State.CALLED, "The code opens nothing then."),
        (State.CONFIRMED, "Others may then ask for this page."),
        (State.VERIFIED, "Others may then ask for it."),
        (State.CONTESTED, "Others may then ask for it."),
    ],
)
def test_what_taking_back_means_fits_what_was_done_so_far(program, ours, lead, now, state, said):
    claim = program.claim(state, now)

    page = words(lead.get(f"{ours}{claim.public_id}/"))

    all_said = (
        "Nobody calls then.",
        "The code opens nothing then.",
        "Others may then ask for this page.",
        "Others may then ask for it.",
    )
    assert [each for each in all_said if each in page] == [said]

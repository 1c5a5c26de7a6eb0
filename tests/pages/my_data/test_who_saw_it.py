"""Who saw my data: in plain words, of this person alone, a page at a time (S42)."""

import ast
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.people import make_organization
from directory.claims_made import WORDS
from factories import make_facility, make_operator
from handrail.accounts.domain.roles import Role
from handrail.accounts.models import Membership
from handrail.accounts.queries import OPERATOR, acting_as_operator
from handrail.directory.claims.actions.claiming import ask
from handrail.directory.claims.queries import words_of
from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.pages.my_data import wording
from handrail.privacy.actions import write_identity
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.consents import ConsentKind, Information, Purpose
from handrail.privacy.queries import identity_of
from pages.my_data.conftest import DAY, ask_for, browser_of, consent_between, look_at, nurse_of, open_record_of

pytestmark = pytest.mark.django_db


def lines(client, path="/privacy/seen/"):
    """Each line as its words, without the moment and the way to complain."""
    page = client.get(path).content.decode()
    cards = re.findall(r'<li class="card[^"]*">(.*?)</li>', page, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", card).split()) for card in cards]
    return [re.sub(r"^\w+ \d+, \d{4}, \d\d:\d\d UTC | This worries me \d+$", "", line) for line in said]


def test_look_hand_over_refusal_and_emergency_are_told_in_plain_words(browser, rosa, clinic, hospital, now):
    look_at(rosa, clinic, at=now - DAY)
    ask_for(rosa, clinic, hospital, at=now - DAY / 2)
    consent_between(rosa, clinic, hospital, at=now - DAY / 3)
    ask_for(rosa, clinic, hospital, at=now - DAY / 4)
    open_record_of(rosa, hospital, at=now - DAY / 8)

    told = lines(browser)

    assert told == [
        "County Hospital Opened your record in a medical emergency Emergency Role Clinician What your medicines "
        "Why a medical emergency The emergency found unresponsive at home",
        "Hope Clinic Handed something about you over Role Nurse What your medicines To County Hospital "
        "Why your treatment",
        "Hope Clinic Wanted something about you and did not get it Refused Role Nurse What your medicines "
        "To County Hospital Why your treatment",
        "Hope Clinic Saw who you are Role Nurse What who you are and how to reach you Why your treatment",
    ]


def test_own_acts_and_our_clocks_are_left_out_until_asked_for(browser, rosa, now):
    write_identity(subject=rosa.subject, person={"name": "Rosa"}, by=PRODUCT, at=now)

    others, everything = lines(browser), lines(browser, "/privacy/seen/?show=all")

    assert others == ["Nobody else has looked at your data."]
    assert everything[0] == "Handrail itself Wrote down who you are"
    assert set(everything[1:]) == {
        "You Made recovery codes",
        "You Made an account",
        "You Began this record",
    }


def test_yes_by_the_link_that_was_sent_to_their_own_address_is_told_as_such(browser, rosa, now):
    give_agreement(
        subject=rosa.subject,
        channel=Channel.SMS,
        address="+13125550142",
        language="en",
        zone="America/Chicago",
        text_version="1",
        by=Actor(ActorKind.LINK, "alink"),
        at=now,
    )

    assert lines(browser) == [
        "You, or whoever reads what is sent to the address you gave Said yes to messages, by the link we sent there"
    ]


@pytest.mark.parametrize(("path", "told"), [("", "Times are world time (UTC)."), ("/es", "horario universal (UTC)")])
def test_page_says_how_its_times_are_read(browser, path, told):
    assert told in browser.get(f"{path}/privacy/seen/").content.decode()


def test_nothing_of_another_person_is_in_it(browser, rosa, sam, clinic, hospital, now):
    look_at(sam, clinic, at=now)
    ask_for(sam, clinic, hospital, at=now)
    open_record_of(sam, hospital, at=now)

    page = browser.get("/privacy/seen/?show=all").content.decode()

    assert "Hope Clinic" not in page
    assert "County Hospital" not in page
    assert "unresponsive" not in page


def test_colleague_who_works_for_a_program_is_named_by_organization_and_role_alone(browser, rosa, clinic, now):
    look_at(rosa, clinic, at=now)

    page = browser.get("/privacy/seen/").content.decode()

    assert "anurseatwork" not in page
    assert "Hope Clinic" in page


def test_staff_who_look_at_their_own_record_at_work_are_told_apart_from_themselves(browser, rosa, clinic, now):
    by = Actor(ActorKind.STAFF, rosa.public_id, clinic.public_id, "nurse")
    write_identity(subject=rosa.subject, person={"name": "Rosa"}, by=by, at=now)

    told = lines(browser)

    assert told == ["Hope Clinic Wrote down who you are Role Nurse"]


@pytest.mark.parametrize(
    ("asked", "number", "count"),
    [
        ("", 1, 20),
        ("?page=2", 2, 5),
        ("?page=99", 2, 5),
        ("?page=0", 1, 20),
        ("?page=nonsense", 1, 20),
        ("?page=²", 1, 20),
    ],
)
def test_long_account_comes_a_page_at_a_time(browser, rosa, clinic, now, asked, number, count):
    for days in range(25):
        write_identity(subject=rosa.subject, person={"name": "Rosa"}, by=nurse_of(clinic), at=now - days * DAY)

    response = browser.get(f"/privacy/seen/{asked}")

    page = response.content.decode()
    assert (page.count("Wrote down who you are"), f"page {number} of 2" in page) == (count, True)


def test_one_line_and_three_take_the_same_number_of_queries(browser, rosa, clinic, hospital, now):
    counts = []
    browser.get("/privacy/seen/")  # what every page asks once in five seconds is asked before
    for days in (3, 2, 1):
        look_at(rosa, clinic, at=now - days * DAY)
        ask_for(rosa, clinic, hospital, at=now - days * DAY)
        open_record_of(rosa, hospital, at=now - days * DAY)
        with CaptureQueriesContext(connection) as captured:
            browser.get("/privacy/seen/")
        counts.append(len(captured))

    assert counts[0] == counts[2]


def test_page_needs_a_fresh_proof_and_a_stranger_signs_in_first(rosa, client, now):
    stale = browser_of(rosa, at=now - DAY / 24)

    answers = [client.get("/privacy/seen/"), stale.get("/privacy/seen/")]

    assert [answer.headers["Location"] for answer in answers] == [
        "/account/sign-in/?next=%2Fprivacy%2Fseen%2F",
        "/account/confirm/?next=%2Fprivacy%2Fseen%2F",
    ]


def acts_in_the_code(checkout):
    """Every word that is given to `record` or `record_view` anywhere in the product."""
    for file in (checkout / "src" / "handrail").rglob("*.py"):
        tree = ast.parse(file.read_text())
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if getattr(call.func, "id", "") in ("record", "record_view") and call.args:
                    yield from words_in(call, function)


def words_in(call, function):
    """The word itself, or each that a variable of its function may hold. Acts about nobody need no words."""
    if not any(keyword.arg == "subject" for keyword in call.keywords):
        return
    given = [call.args[0]]
    if isinstance(given[0], ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == call.args[0].id
        ]
    for node in given:
        yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_every_act_about_a_person_has_words(checkout):
    acts = set(acts_in_the_code(checkout))

    assert acts - set(wording.ACTS) == set()
    assert {"disclosure.made", "disclosure.refused", "contact.started", "identity.viewed"} <= acts


@pytest.mark.parametrize(
    ("codes", "words"),
    [(ConsentKind, wording.KINDS), (Information, wording.INFORMATION)],
)
def test_every_code_of_the_rules_has_words(codes, words):
    assert set(words) == set(codes)


def test_every_role_somebody_can_act_in_has_words_and_no_other():
    assert set(wording.ROLES) == {*Role, OPERATOR}


def test_every_purpose_has_words():
    assert set(Purpose) <= set(wording.PURPOSES)


def purposes_in_the_code(checkout):
    """Every word that is given as the purpose of an act or a look. Codes of the rules have tests of their own."""
    for file in (checkout / "src" / "handrail").rglob("*.py"):
        tree = ast.parse(file.read_text())
        names = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", "") in ("record", "record_view", "identity_of"):
                given = [keyword.value for keyword in call.keywords if keyword.arg == "purpose"]
                yield from (one.value for one in given if isinstance(one, ast.Constant))
                yield from (names[one.id] for one in given if isinstance(one, ast.Name) and one.id in names)


def test_every_purpose_that_is_recorded_has_words(checkout):
    recorded = set(purposes_in_the_code(checkout))

    assert {"breach_notice", "claim", "own_note", "emergency", "request"} <= recorded
    assert recorded - set(wording.PURPOSES) == set()


def test_operator_who_looked_is_told_with_the_organization_that_runs_this_site(browser, rosa, now):
    make_organization(name="Example Operator", kind="operator")
    by = acting_as_operator(make_operator())

    identity_told(rosa, by, now)

    assert lines(browser) == [
        "Example Operator Saw who you are Role Runs this site What who you are and how to reach you "
        "Why to tell you that somebody saw what they should not have"
    ]


def identity_told(user, by, at):
    write_identity(subject=user.subject, person={"name": "Rosa"}, by=PRODUCT, at=at)
    identity_of(subject=user.subject, by=by, purpose="breach_notice", at=at)


def test_looks_at_two_claims_are_told_apart_by_their_places(browser, rosa, now):
    organization, operator = make_organization(name="Example Program", kind="program"), make_operator()
    membership = Membership.objects.create(organization=organization, user=rosa, role=Role.LEAD, began_at=now)
    for program in ("Day Program", "Night Program"):
        place = make_facility(name="Alder House", program=program)
        claim = ask(facility=place, organization=organization, words=WORDS, by=rosa, at=now)
        words_of(claim=claim, by=acting_as_operator(operator), at=now)
    membership.delete()

    told = [line for line in lines(browser) if "Read what you wrote" in line]

    assert sorted(re.search("Place (.*?) Why", line)[1] for line in told) == [
        "Alder House, Day Program",
        "Alder House, Night Program",
    ]

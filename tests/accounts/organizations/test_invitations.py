"""Staff come in by a link and a code; one lead cannot end the last lead, and one person cannot reset a sign-in."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.people import NOON, PASSWORD, give_app, make_organization, make_person, make_staff
from factories import make_operator
from handrail.accounts.models import Invitation, Membership, Organization, SignIn, SignInReset, User
from handrail.accounts.organizations.queries import manager_of
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.rosters.actions import OnCall, keep_roster
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry, OneTimeLink
from handrail.web.limiting.limits import forget_permits
from lost_answers import press_and_lose_the_answer
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
JOINING = {"word": "harbor", "password": PASSWORD}
LINK, CODE = re.compile(r"(/account/(?:invited|reset)/[\w-]+/)"), re.compile(r'class="dial">(\d{6})<')


@pytest.fixture(autouse=True)
def fresh_counts():
    forget_permits()


@pytest.fixture
def organization():
    return make_organization()


@pytest.fixture
def lead(organization):
    client = Client()
    client.user = make_staff(organization=organization, word="first")
    sign_in(client, client.user)
    return client


@pytest.fixture
def second_lead(organization):
    client = Client()
    client.user = make_staff(organization=organization, word="second")
    sign_in(client, client.user)
    return client


@pytest.fixture
def long_there(lead, second_lead):
    Membership.objects.update(began_at=NOON - timedelta(days=30))


@pytest.fixture
def visitor():
    return Client(headers={"origin": "http://testserver"})


def team(organization: Organization) -> str:
    return f"/account/team/{organization.public_id}/"


def handed_over(answer) -> tuple[str, str]:
    page = answer.content.decode()
    return LINK.search(page)[1], CODE.search(page)[1]


def invited(lead, organization, role="nurse") -> tuple[str, str]:
    return handed_over(lead.post(team(organization), {"invite": role}))


@pytest.mark.asvs("V6.4.1")
def test_invitation_offers_the_least_role_first(lead, organization):
    page = lead.get(team(organization))

    chosen = [option["value"] for option in all_with(page, "option") if "selected" in option]
    assert chosen == ["peer"]


def test_ids_that_commands_ask_for_are_shown_to_whoever_types_commands(lead, organization):
    member, operator = make_staff(organization=organization, word="harbor"), make_operator()
    theirs = Client()
    sign_in(theirs, operator)

    shown = [client.get(team(organization)).content.decode() for client in (theirs, lead)]

    ids = [f'<code class="secret">{each.public_id}</code>' for each in (organization, member, operator)]
    assert [[each in page for each in ids] for page in shown] == [[True, True, False], [False, False, False]]
    assert [ids[2] in client.get("/account/").content.decode() for client in (theirs, lead)] == [True, False]


def test_membership_ends_only_after_a_question(lead, second_lead, organization):
    page = lead.get(team(organization)).content.decode()

    folded = [part.partition("</details>")[0] for part in page.split("<details>")[1:]]
    assert [("Are you sure?" in part, part.count('name="end"')) for part in folded] == [(True, 1), (True, 1)]
    assert page.count('name="end"') == 2


def test_invited_person_joins_in_their_role_and_makes_a_second_factor_first(lead, organization, visitor):
    address, code = invited(lead, organization)

    visitor.post(address)
    joined = visitor.post(address, JOINING | {"code": code}, follow=True)

    member = Membership.objects.get(role="nurse")
    assert "Your account is ready" in words(joined)
    assert (member.organization, member.user.get_username()[:7]) == (organization, "harbor-")
    assert visitor.get("/account/").headers["Location"] == "/account/second-factor/"
    assert "membership.began" in AuditEntry.objects.values_list("what", flat=True)


def test_looking_at_an_invitation_changes_and_shows_nothing(lead, organization, visitor):
    address, _ = invited(lead, organization)
    before = OneTimeLink.objects.values_list().get()

    with CaptureQueriesContext(connection) as queries:
        true = visitor.get(address)
        visitor.head(address)
    guessed = visitor.get("/account/invited/" + "A" * 22 + "/")

    assert [each["sql"] for each in queries if "onetimelink" in each["sql"] or "invitation" in each["sql"]] == []
    assert true.content.replace(address.encode(), b"") == guessed.content.replace(
        b"/account/invited/" + b"A" * 22 + b"/", b""
    )
    assert OneTimeLink.objects.values_list().get() == before
    assert organization.name not in words(true)


def test_invitation_belongs_to_the_first_browser_that_opens_it(lead, organization, visitor):
    address, code = invited(lead, organization)
    late = Client(headers={"origin": "http://testserver"})
    visitor.post(address)

    claimed_too = late.post(address)
    joined_too = late.post(address, JOINING | {"code": code})

    assert (claimed_too.status_code, joined_too.status_code, Membership.objects.count()) == (404, 404, 1)
    assert visitor.post(address, JOINING | {"code": code}).headers["Location"] == "/account/second-factor/codes/shown/"


def test_browser_is_known_again_by_a_cookie_of_this_address_alone(lead, organization, visitor):
    address, _ = invited(lead, organization)

    answer = visitor.post(address)

    kept = {name: (cookie["path"], cookie["httponly"], cookie["max-age"]) for name, cookie in answer.cookies.items()}
    assert kept == {"link-en": (address, True, ""), "link-es": (f"/es{address}", True, "")}


def test_invitation_whose_first_answer_was_lost_opens_again_in_that_browser_alone(lead, organization, visitor):
    address, code = invited(lead, organization)
    other = Client(headers={"origin": "http://testserver"})
    visitor.get(address)
    other.get(address)
    press_and_lose_the_answer(visitor, address)

    statuses = [other.post(address).status_code, visitor.post(address).status_code]
    visitor.post(address, JOINING | {"code": code})

    assert (statuses, Membership.objects.count()) == ([404, 200], 2)


def test_every_refusal_of_a_link_is_the_same_page(lead, organization, visitor):
    typed = JOINING | {"code": "000000"}
    states = {name: invited(lead, organization) for name in ("claimed", "used", "withdrawn", "locked", "wrong", "late")}
    pages = {}
    Client(headers={"origin": "http://testserver"}).post(states["claimed"][0])
    for name in ("used", "withdrawn", "locked", "wrong", "late"):
        visitor.post(states[name][0])
    visitor.post(states["used"][0], JOINING | {"code": states["used"][1]})
    withdrawn = Invitation.objects.order_by("pk")[2]
    lead.post(team(organization), {"withdraw": withdrawn.public_id})
    OneTimeLink.objects.filter(public_id=Invitation.objects.order_by("pk")[3].link_id).update(wrong_codes=5)
    OneTimeLink.objects.filter(public_id=Invitation.objects.order_by("pk")[5].link_id).update(
        made_at=NOON.replace(year=2020), ends_at=NOON.replace(year=2021)
    )
    visitor.post("/account/sign-out/")
    states["guessed"] = "/account/invited/" + "A" * 22 + "/", ""

    for name, (address, code) in states.items():
        answer = visitor.post(address, typed | {"code": code if name not in ("wrong", "guessed") else "000000"})
        pages[name] = answer.status_code, answer.content.replace(address.encode(), b"")

    assert {status for status, _ in pages.values()} == {404}
    assert len({page for _, page in pages.values()}) == 1


def test_weak_password_costs_no_try_and_leaves_no_account(lead, organization, visitor):
    address, code = invited(lead, organization)
    visitor.post(address)

    refused = visitor.post(address, JOINING | {"code": "000000", "password": "short"})

    assert (refused.status_code, OneTimeLink.objects.get().wrong_codes, User.objects.count()) == (422, 0, 1)
    assert visitor.post(address, JOINING | {"code": code}).headers["Location"] == "/account/second-factor/codes/shown/"


def test_person_with_an_account_joins_as_themselves_and_signs_in_anew(lead, organization, visitor):
    address, code = invited(lead, organization)
    person, _ = make_person("myself")
    sign_in(visitor, person)
    visitor.post(address)

    visitor.post(address, {"code": code, "as-myself": "yes"})

    assert Membership.objects.get(role="nurse").user == person
    assert (visitor.get("/account/").status_code, SignIn.objects.filter(user=person).count()) == (302, 0)


def test_role_that_the_kind_does_not_have_is_refused(lead, organization):
    answer = lead.post(team(organization), {"invite": "officer"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert "does not have that role" in words(answer)


@pytest.mark.parametrize("role", ["nurse", "intake", "privacy_officer"])
def test_member_who_is_no_lead_manages_nothing(organization, role):
    member = make_staff(organization=organization, role=role)

    assert manager_of(organization=organization, user=member) is None


@pytest.mark.asvs("V8.4.1", "V8.2.2")
def test_lead_of_one_organization_finds_no_other(lead):
    other = make_organization(name="Another")

    answers = [lead.get(team(other)), lead.post(team(other), {"invite": "nurse"})]

    assert ([answer.status_code for answer in answers], Invitation.objects.count()) == ([404, 404], 0)


@pytest.mark.asvs("V8.4.1", "V8.2.2")
def test_things_of_another_organization_are_not_touched_by_their_ids(lead, organization):
    other = make_organization(name="Another")
    theirs = make_staff(organization=other, word="theirs").memberships.get()
    operator = Client()
    sign_in(operator, User.objects.create_user("operator", is_staff=True))
    invited(operator, other, role="nurse")
    invitation = Invitation.objects.get()

    lead.post(team(organization), {"withdraw": invitation.public_id})
    lead.post(team(organization), {"end": theirs.public_id})
    lead.post(team(organization), {"ask": theirs.public_id})

    invitation.refresh_from_db()
    theirs.refresh_from_db()
    assert (invitation.withdrawn_at, theirs.ended_at, SignInReset.objects.count()) == (None, None, 0)


@pytest.mark.asvs("V7.4.2")
def test_ended_member_is_out_at_the_next_request(lead, organization, visitor):
    member = make_staff(organization=organization, role="nurse")
    sign_in(visitor, member)

    lead.post(team(organization), {"end": member.memberships.get().public_id})

    assert visitor.get("/account/").status_code == 302
    assert Membership.objects.live().filter(user=member).count() == 0


@pytest.mark.parametrize(("works_elsewhere", "left"), [(False, ["lead"]), (True, ["lead", "nurse"])])
def test_who_is_no_longer_staff_is_called_from_no_roster(lead, organization, works_elsewhere, left):
    nurse = make_staff(organization=organization, role="nurse")
    if works_elsewhere:
        Membership.objects.create(organization=make_organization(), user=nurse, role="peer", began_at=NOON)
    names = {lead.user.public_id: "lead", nurse.public_id: "nurse"}
    people = [
        OnCall(user.public_id, user.subject, Channel.SMS, f"+1312555014{number}", is_deputy=bool(number))
        for number, user in enumerate((lead.user, nurse))
    ]
    week = {"mon": [["09:00", "17:00"]]}
    roster = keep_roster(name="warm", zone="America/Chicago", week=week, minutes=5, people=people, by=PRODUCT, at=NOON)

    lead.post(team(organization), {"end": nurse.memberships.get(organization=organization).public_id})

    on_it = [names[person_id] for person_id in roster.members.order_by("pk").values_list("person_id", flat=True)]
    assert on_it == left
    assert AuditEntry.objects.filter(what="roster.left").count() == 2 - len(left)


def test_last_lead_stays(lead, organization):
    own = lead.user.memberships.get()

    answer = lead.post(team(organization), {"end": own.public_id})

    own.refresh_from_db()
    assert (answer.status_code, own.ended_at) == (422, None)
    assert "needs a lead" in words(answer)


@pytest.mark.asvs("V6.4.3", "V6.4.4")
def test_reset_needs_two_others_and_then_the_link_and_the_code(long_there, lead, second_lead, organization, visitor):
    member = make_staff(organization=organization, role="nurse")
    give_app(member)
    lead.post(team(organization), {"ask": member.memberships.get().public_id})
    reset = SignInReset.objects.get()

    alone = lead.post(team(organization), {"agree": reset.public_id})
    address, code = handed_over(second_lead.post(team(organization), {"agree": reset.public_id}))
    visitor.post(address)
    done = visitor.post(address, {"code": code, "password": "another four words"})

    member.refresh_from_db()
    reset.refresh_from_db()
    assert (alone.status_code, done.status_code, reset.agreed_by) == (422, 302, second_lead.user)
    by_link = AuditEntry.objects.filter(by_kind="link").values_list("what", flat=True).order_by("pk")
    assert list(by_link) == ["signed_out_everywhere", "password.changed", "authenticator_app.removed", "reset.done"]
    assert member.check_password("another four words") is True
    assert (hasattr(member, "authenticator_app"), member.recovery_codes.count()) == (False, 0)
    assert visitor.post(address, {"code": code, "password": "once more four words"}).status_code == 404


def test_lead_and_a_second_self_invited_this_week_reset_nobody(lead, second_lead, organization):
    Membership.objects.filter(user=lead.user).update(began_at=NOON - timedelta(days=30))
    Membership.objects.filter(user=second_lead.user).update(began_at=timezone.now() - timedelta(days=6))
    member = make_staff(organization=organization, role="nurse")
    lead.post(team(organization), {"ask": member.memberships.get().public_id})

    answer = second_lead.post(team(organization), {"agree": SignInReset.objects.get().public_id})

    assert (answer.status_code, SignInReset.objects.get().agreed_by) == (422, None)
    assert "worked here for a week" in words(answer)


def of_another_organization(member):
    Membership.objects.create(organization=make_organization(), user=member, role="nurse", began_at=NOON)


def of_the_whole_installation(member):
    User.objects.filter(pk=member.pk).update(is_staff=True)


def of_their_own_before(member):
    User.objects.filter(pk=member.pk).update(date_joined=NOON - timedelta(days=90))


@pytest.mark.parametrize("more", [of_another_organization, of_the_whole_installation, of_their_own_before])
def test_account_that_is_more_than_this_work_is_opened_only_with_an_operator(
    long_there, lead, second_lead, organization, more
):
    member = make_staff(organization=organization, role="nurse")
    more(member)
    lead.post(team(organization), {"ask": member.memberships.get(organization=organization).public_id})
    asked = {"agree": SignInReset.objects.get().public_id}

    of_two_leads = second_lead.post(team(organization), asked)
    User.objects.filter(pk=second_lead.user.pk).update(is_staff=True)
    with_an_operator = second_lead.post(team(organization), asked)

    assert (of_two_leads.status_code, with_an_operator.status_code) == (422, 200)


def test_link_of_a_reset_that_was_asked_anew_opens_nothing(long_there, lead, second_lead, organization, visitor):
    member = make_staff(organization=organization, role="nurse")
    asked = {"ask": member.memberships.get().public_id}
    lead.post(team(organization), asked)
    address, code = handed_over(second_lead.post(team(organization), {"agree": SignInReset.objects.get().public_id}))
    lead.post(team(organization), asked)

    visitor.post(address)
    answer = visitor.post(address, {"code": code, "password": "another four words"})

    member.refresh_from_db()
    assert (answer.status_code, member.check_password(PASSWORD)) == (404, True)


def test_who_was_sent_away_comes_back_by_no_door_they_left_open(lead, second_lead, organization, visitor):
    address, code = handed_over(second_lead.post(team(organization), {"invite": "lead"}))

    lead.post(team(organization), {"end": second_lead.user.memberships.get().public_id})
    visitor.post(address)
    answer = visitor.post(address, JOINING | {"code": code})

    assert (answer.status_code, Invitation.objects.get().withdrawn_at is not None) == (404, True)
    assert Membership.objects.live().count() == 1


def test_nobody_asks_for_or_agrees_to_their_own_reset(lead, second_lead, organization):
    own = lead.user.memberships.get()
    asked_for_oneself = lead.post(team(organization), {"ask": own.public_id})
    second_lead.post(team(organization), {"ask": own.public_id})

    agreed_by_oneself = lead.post(team(organization), {"agree": SignInReset.objects.get().public_id})

    assert (asked_for_oneself.status_code, agreed_by_oneself.status_code) == (422, 422)
    assert SignInReset.objects.get().agreed_by is None


@pytest.mark.parametrize(
    "broken", [{"asked_by": "user"}, {"agreed_by": "user"}, {"agreed_by": "asked_by"}, {"done_at": NOON}]
)
def test_database_refuses_a_reset_by_fewer_than_two_others(lead, organization, broken):
    member = make_staff(organization=organization, role="nurse")
    people = {"user": member, "asked_by": lead.user}
    facts = people | {name: people.get(value, value) for name, value in broken.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        SignInReset.objects.create(organization=organization, asked_at=NOON, **facts)


@pytest.mark.parametrize("rows", [1, 3])
def test_team_takes_as_many_queries_for_three_members_as_for_one(lead, organization, rows, django_assert_num_queries):
    for each in range(rows - 1):
        make_staff(organization=organization, role="nurse", word=f"nurse-no{each}x".replace("nurse", "night"))
    lead.get(team(organization))

    with CaptureQueriesContext(connection) as queries:
        lead.get(team(organization))

    assert len([each for each in queries if "kernel_installation" not in each["sql"]]) == 8

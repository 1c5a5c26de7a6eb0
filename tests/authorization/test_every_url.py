"""Who may open what. A new address fails here until somebody has decided, and written down, who may open it."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from every_address import every_route, filled_in
from factories import NOON, make_correction, make_facility, make_kept_claim, make_person_request
from handrail.accounts.domain.roles import ROLES as KIND_ROLES
from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization
from handrail.directory.index.live import forget_index
from handrail.directory.models import CallLease, Claim, DeskEvent, Facility
from handrail.referrals.domain.sides import ONE_WAY_KINDS, may_receive, may_send
from handrail.web.doors import DOORS
from handrail.web.limiting.limits import forget_permits
from signing_in import sign_in
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db

# A person has an account of their own, a lead works for an organization: neither has a task at the desk or in the admin
ROLES = ("anonymous", "person", "lead", "operator", "superuser")

# Where make_facility puts a facility, and an address of the API that there is not.
BROWSED = {"state": "il", "place": "springfield", "part": "pages", "rest": "nothing-here"}
BROWSED |= {"period": "2026-Q2", "table": "source"}
BROWSED |= {"notice": "terms", "version": "1", "kind": "complaint"}

ALL_MAY = (200,) * 5
NOBODY_FINDS = (404,) * 5
SIGN_IN_FIRST, SIGNED_OUT = 302, 401

PUBLIC = {
    "": ALL_MAY,
    "paths/": ALL_MAY,
    "facilities/list/": ALL_MAY,
    "facilities/compare/": ALL_MAY,
    "facilities/print/": ALL_MAY,
    "facilities/shared/": ALL_MAY,
    "facilities/": ALL_MAY,
    "facilities/search/": ALL_MAY,
    "facilities/in/<str:state>/": ALL_MAY,
    "facilities/in/<str:state>/<str:place>/": ALL_MAY,
    "facilities/<slug:public_id>/": ALL_MAY,
    "facilities/<slug:public_id>/answered/": ALL_MAY,
    "facilities/<slug:public_id>/problem/": ALL_MAY,
    "facilities/<slug:public_id>/expect/": ALL_MAY,
    "meetings/": ALL_MAY,
    "receipt/": ALL_MAY,
    "reach/<slug:token>/": ALL_MAY,  # by GET they show the same for every address, true or guessed
    "got-in/<slug:token>/": ALL_MAY,
    "came/<slug:token>/": ALL_MAY,
    "crisis/": ALL_MAY,
    "heroin/": ALL_MAY,
    "heroin/claims/": ALL_MAY,
    "heroin/feed.xml": ALL_MAY,
    "heroin/did-this-help/": ALL_MAY,
    "heroin/<slug:slug>/": NOBODY_FINDS,  # the test loads no content: tests/learn reads pages that are there
    "about/<slug:slug>/": NOBODY_FINDS,
    "how-results-are-ordered/": ALL_MAY,
    "notices/": ALL_MAY,
    "notices/<slug:notice>/": ALL_MAY,
    "notices/<slug:notice>/<int:version>/": ALL_MAY,
    "leaving/": ALL_MAY,
    "offline/": ALL_MAY,
    "offline/taken-off/": ALL_MAY,
    "for-professionals/": ALL_MAY,
    "api/": ALL_MAY,
    "meetings/saved/": ALL_MAY,
    "meetings/picked/": ALL_MAY,
    "meetings/week/": ALL_MAY,
    "meetings/<slug:public_id>/": NOBODY_FINDS,  # the test lists no meeting: tests/meetings/views has some
    "not-ready-to-stop/": ALL_MAY,
    "not-ready-to-stop/in/<slug:state>/": ALL_MAY,
    "help-me-choose/": ALL_MAY,
    "stop-change/<slug:token>/": ALL_MAY,  # by GET they show the same for every address, true or guessed
    "confirm-contact/<slug:token>/": ALL_MAY,
    "on-call/<slug:token>/": ALL_MAY,
    "agree/<slug:token>/": ALL_MAY,
    "answer/<slug:token>/": ALL_MAY,
    "open-referral/<slug:token>/": ALL_MAY,
    "styleguide/": NOBODY_FINDS,  # shown in development and demonstration only
    "styleguide/themes.css": NOBODY_FINDS,
    "styleguide/<slug:theme>/": NOBODY_FINDS,
}

FOR_MACHINES = {
    "sw.js": ALL_MAY,
    "robots.txt": ALL_MAY,
    "sitemap.xml": ALL_MAY,
    "sitemap-<slug:part>.xml": ALL_MAY,
}

ASKED_BY_POST = (405,) * 5
API = {
    "api/openapi.json": ALL_MAY,
    "api/codes": ALL_MAY,
    "api/facilities/<str:public_id>": ALL_MAY,
    "api/facilities/search": ASKED_BY_POST,
    "api/capacities": ASKED_BY_POST,
    "api/paths": ASKED_BY_POST,
    "api/<path:rest>": NOBODY_FINDS,
}

# Public lists of public meetings: the same for everybody, and read by programs that have no account.
MEETING_LISTS = {
    "meetings.json": ALL_MAY,
    "meetings.csv": ALL_MAY,
    "meetings.ics": NOBODY_FINDS,  # of the meetings that are named, and none is
    "meetings/<slug:public_id>.ics": NOBODY_FINDS,  # the test lists no meeting: tests/interop/meeting_lists has some
    "bmlt/<path:rest>": NOBODY_FINDS,
}

CALLED_BY_PROVIDERS = {"messages/twilio/": ASKED_BY_POST}

DESK = {
    "desk/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/agreements/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/agreements/<slug:organization>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/calls/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/calls/<slug:public_id>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/claims/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/claims/partners/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/claims/<slug:claim>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/content/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/corrections/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/corrections/<slug:correction>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/duplicates/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/messages/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/requests/": (SIGN_IN_FIRST, 404, 404, 404, 404),  # of the operator's privacy officers alone
    "desk/requests/<slug:request_id>/": (SIGN_IN_FIRST, 404, 404, 404, 404),
    "desk/referrals/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/referrals/lines/": (SIGNED_OUT, 404, 404, 200, 200),
    "desk/referrals/<slug:referral>/": (SIGN_IN_FIRST, 404, 404, 404, 404),  # tests/referrals/coordinating has one
    "desk/referrals/<slug:referral>/call/<slug:question>/": (SIGN_IN_FIRST, 404, 404, 404, 404),
    "desk/rosters/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/rosters/<slug:roster>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/referrals/grant-report/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/referrals/grant-report/<slug:period>.csv": (SIGN_IN_FIRST, 404, 404, 404, 404),  # no quarter is reported
    "desk/open-places/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "desk/open-places/<slug:public_id>/": (SIGN_IN_FIRST, 404, 404, 200, 200),
}

# A person's own: whoever is signed in. What only a form changes is asked by POST.
OWN = (SIGN_IN_FIRST, 200, 200, 200, 200)
OF_THE_ORGANIZATION = (SIGN_IN_FIRST, 404, 200, 200, 200)
OF_ITS_KEEPERS = (SIGN_IN_FIRST, 404, 200, 404, 404)  # the page of a program is its own: operators have the desk
ACCOUNT = {
    "account/": OWN,
    "account/new/": ALL_MAY,
    "account/new/passkey/": ASKED_BY_POST,
    "account/sign-in/": ALL_MAY,
    "account/sign-in/second/": (SIGN_IN_FIRST,) * 5,
    "account/sign-in/passkey/": ASKED_BY_POST,
    "account/sign-out/": ASKED_BY_POST,
    "account/leave/": ASKED_BY_POST,
    "account/here/": (403, 204, 204, 204, 204),
    "account/untouched/": ALL_MAY,
    "account/recover/": ALL_MAY,
    "account/confirm/": OWN,
    "account/password/": OWN,
    "account/second-factor/": OWN,
    "account/second-factor/app/": OWN,
    "account/second-factor/passkey/": ASKED_BY_POST,
    "account/second-factor/codes/": ASKED_BY_POST,
    "account/second-factor/codes/shown/": OWN,
    "account/second-factor/remove/": ASKED_BY_POST,
    "account/deletion/": (SIGN_IN_FIRST,) * 5,  # it leads on to the account, unless a deletion was asked for
    "account/devices/": OWN,
    "account/organizations/": (SIGN_IN_FIRST, 404, 404, 200, 200),
    "account/team/<slug:public_id>/": OF_THE_ORGANIZATION,
    "account/listings/<slug:organization>/": OF_ITS_KEEPERS,
    "account/team/<slug:public_id>/keys/": OF_THE_ORGANIZATION,
    "account/listings/<slug:organization>/places/": OF_ITS_KEEPERS,  # the nurse too: see OF_COUNTERS
    "account/listings/<slug:organization>/<slug:claim>/places/": OF_ITS_KEEPERS,
    "account/still-true/<slug:token>/": ALL_MAY,  # by GET it shows the same for every address, true or guessed
    "account/listings/<slug:organization>/ask/<slug:facility>/": OF_ITS_KEEPERS,
    "account/listings/<slug:organization>/<slug:claim>/": OF_ITS_KEEPERS,
    "account/listings/<slug:organization>/partners/": OF_ITS_KEEPERS,  # of these its lead alone
    "account/listings/<slug:organization>/partners/with/<slug:facility>/": OF_ITS_KEEPERS,
    "account/listings/<slug:organization>/partners/<slug:partnership>/": (SIGN_IN_FIRST, 404, 404, 404, 404),
    "account/invited/<slug:token>/": ALL_MAY,  # by GET it shows the same for every address, true or guessed
    "account/reset/<slug:token>/": ALL_MAY,
}


# Of the person alone, whoever they are: what is another's is not found, also by a superuser.
MY_DATA = {
    "privacy/": OWN,
    "privacy/seen/": OWN,
    "privacy/consents/": OWN,
    "privacy/consents/<slug:public_id>/": (SIGN_IN_FIRST, 404, 404, 404, 404),
    "privacy/contacts/": OWN,
    "privacy/contact/<slug:token>/": ALL_MAY,  # by GET it shows the same for every address, true or guessed
    "privacy/requests/": OWN,
    "privacy/requests/new/<slug:kind>/": OWN,
    "privacy/export/": OWN,
    "privacy/delete/": OWN,
}

# Of whoever works in the network; what is published of a period: tests/referrals/mirroring.
NOTHING_PUBLISHED = (SIGN_IN_FIRST, 404, 404, 404, 404)
MIRROR = {
    "referrals/mirror/": OF_THE_ORGANIZATION,
    "referrals/mirror/<slug:period>/": NOTHING_PUBLISHED,
    "referrals/mirror/<slug:period>/<slug:table>.csv": NOTHING_PUBLISHED,
    "referrals/mirror/<slug:period>/programs/<slug:facility>/": NOTHING_PUBLISHED,
}


# Who answers for a program or clinic; what is another program's is not found (tests/referrals/receiving).
OF_WHO_ANSWERS = (SIGN_IN_FIRST, 404, 200, 404, 404)
OF_NOBODY_HERE = (SIGN_IN_FIRST, 404, 404, 404, 404)
# A page asks for it by itself: the answer says in one line that nobody is signed in, and leads nowhere.
ASKED_BY_ITSELF = (SIGNED_OUT, 404, 404, 404, 404)
REFERRALS = {
    "referrals/": OF_NOBODY_HERE,  # a lead manages people and hands nobody over; who does: OF_SENDERS below
    "referrals/lines/": ASKED_BY_ITSELF,
    "referrals/new/": OF_NOBODY_HERE,
    "referrals/paths/": OF_NOBODY_HERE,
    "referrals/release-day/": OF_NOBODY_HERE,  # of custody alone: tests/referrals/sending/test_release_day.py
    "referrals/<slug:referral>/": OF_NOBODY_HERE,
    "referrals/<slug:referral>/lines/": ASKED_BY_ITSELF,
    "referrals/<slug:referral>/consents/<slug:asked>/": OF_NOBODY_HERE,
    "referrals/<slug:referral>/release-pack/": OF_NOBODY_HERE,
    "referrals/inbox/": OF_WHO_ANSWERS,
    "referrals/inbox/lines/": (SIGNED_OUT, *OF_WHO_ANSWERS[1:]),
    "referrals/inbox/question/<slug:question>/": OF_NOBODY_HERE,
    "referrals/inbox/<slug:referral>/": OF_NOBODY_HERE,
}


def for_operators(operator: int, superuser: int) -> tuple[int, ...]:
    return SIGN_IN_FIRST, SIGN_IN_FIRST, SIGN_IN_FIRST, operator, superuser


ADMIN = {
    "admin/": for_operators(200, 200),
    "admin/login/": for_operators(302, 302),  # every page of its own for signing in, out or a password leads to ours
    "admin/logout/": for_operators(405, 405),  # leaving is a POST
    "admin/password_change/": for_operators(302, 302),
    "admin/password_change/done/": for_operators(302, 302),
    "admin/autocomplete/": for_operators(403, 403),
    "admin/jsi18n/": for_operators(200, 200),
    "admin/r/<path:content_type_id>/<path:object_id>/": for_operators(404, 404),
    "admin/(?P<url>.*)$": for_operators(404, 404),
}

# An operator without a permission of the model sees nothing of it; a superuser does.
ADMIN_MODEL = {
    "": for_operators(403, 200),
    "add/": for_operators(403, 200),
    "<path:object_id>/history/": for_operators(302, 302),
    "<path:object_id>/delete/": for_operators(403, 302),
    "<path:object_id>/change/": for_operators(403, 302),
    "<path:object_id>/": for_operators(302, 302),
}
# The directory's facts come from its sources: even a superuser only looks.
LOOK_ONLY = ADMIN_MODEL | {
    "add/": for_operators(403, 403),
    "<path:object_id>/delete/": for_operators(403, 403),
}
# A source of meetings is written by operators, and its meetings outlast it.
NEVER_DELETED = ADMIN_MODEL | {"<path:object_id>/delete/": for_operators(403, 403)}
MODELS_IN_ADMIN = {
    "auth/group": ADMIN_MODEL,
    "directory/facility": LOOK_ONLY,
    "directory/directoryimport": LOOK_ONLY,
    "directory/localhelp": LOOK_ONLY,
    "directory/refusedrow": LOOK_ONLY,
    "directory/servicecode": LOOK_ONLY,
    "meetings/feed": NEVER_DELETED,
    "meetings/meeting": LOOK_ONLY,
}

EXPECTED = (
    {"healthz": ALL_MAY}
    | FOR_MACHINES
    | API
    | MEETING_LISTS
    | CALLED_BY_PROVIDERS
    | PUBLIC
    | {f"es/{route}": statuses for route, statuses in PUBLIC.items()}
    | DESK
    | {f"es/{route}": statuses for route, statuses in DESK.items()}
    | ACCOUNT
    | {f"es/{route}": statuses for route, statuses in ACCOUNT.items()}
    | MY_DATA
    | {f"es/{route}": statuses for route, statuses in MY_DATA.items()}
    | REFERRALS
    | {f"es/{route}": statuses for route, statuses in REFERRALS.items()}
    | MIRROR
    | {f"es/{route}": statuses for route, statuses in MIRROR.items()}
    | ADMIN
    | {
        f"admin/{model}/{rest}": answers
        for model, expected in MODELS_IN_ADMIN.items()
        for rest, answers in expected.items()
    }
)


# What Wagtail brings under /cms/ is listed in test_editor_addresses.py.
@pytest.mark.asvs("V13.4.5", "V15.2.3")
def test_every_address_is_listed_and_every_listed_one_exists():
    written = {route for route in every_route() if "app_label" not in route and not route.startswith("cms/")}

    assert written == set(EXPECTED)


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_index()
    forget_permits()
    yield
    forget_index()


def in_spanish_slow(route: str):
    """The Spanish twin leads to the same view: a quick look leaves it out."""
    return pytest.param(route, marks=pytest.mark.slow) if route.startswith("es/") else route


def ids_of_claim(organization: Organization, facility: Facility) -> dict[str, str]:
    claim = make_kept_claim(organization=organization, facility=facility)
    ids = {"organization": organization.public_id, "facility": facility.public_id, "claim": claim.public_id}
    return ids | {"roster": "warm-handover"}


def signed_in_as(role: str) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    flags = {"is_staff": role in ("operator", "superuser"), "is_superuser": role == "superuser"}
    user = get_user_model().objects.create_user(role, **flags)
    if role == "lead":
        Membership.objects.create(organization=Organization.objects.get(), user=user, role="lead", began_at=NOON)
    sign_in(client, user)
    return client


@pytest.mark.asvs("V8.2.1", "V15.2.3")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", [in_spanish_slow(route) for route in sorted(EXPECTED)])
def test_address_answers_each_role_as_listed(route, role):
    path = path_of(route)

    response = signed_in_as(role).get(path)

    assert response.status_code == EXPECTED[route][ROLES.index(role)]


# Spanish addresses lead to the same views; what each answers stands above.
BEHIND_DOORS = sorted(route for route in EXPECTED if f"/{route}".startswith(DOORS) and not route.startswith("es/"))
# Whoever acts in a role for some organization; a lead is a stranger to every other one.
MEMBERS = {role.value: next(kind for kind in Kind if role in KIND_ROLES[kind]) for role in Role}


# Who writes and reviews health pages sees what waits there; the editor itself: test_editor_addresses.py.
OF_EDITORS = {"desk/content/": {Role.WRITER: 200, Role.REVIEWER: 200}}
# Whoever answers for a program or clinic has an inbox, which is of their own program.
ANSWERING = {role: 200 for role, kind in MEMBERS.items() if may_receive(kind, role)} | {Role.NURSE: 200}
OF_RECEIVERS = {"referrals/inbox/": ANSWERING, "referrals/inbox/lines/": ANSWERING}
# Whoever meets people hands them over; whose they are is asked at each: tests/referrals/sending.
HANDING_OVER = {role: 200 for role, kind in MEMBERS.items() if may_send(kind, Role(role))}
OF_SENDERS = dict.fromkeys(("referrals/", "referrals/new/", "referrals/paths/"), HANDING_OVER)
# Police and custody have no list (S24).
SEEING_A_LIST = {role: status for role, status in HANDING_OVER.items() if MEMBERS[role] not in ONE_WAY_KINDS}
OF_SENDERS |= {"referrals/lines/": SEEING_A_LIST}
# The nurse of the clinic that is asked for counts its beds too, and keeps no page.
OF_COUNTERS = {
    "account/listings/<slug:organization>/places/": {Role.NURSE: 200},
    "account/listings/<slug:organization>/<slug:claim>/places/": {Role.NURSE: 200},
}
# Everybody of an organization that sends people or takes them in; never police, custody and brokers.
OUTSIDE_THE_NETWORK = {Role.OFFICER, Role.WRITER, Role.REVIEWER}
OF_THE_NETWORK = {"referrals/mirror/": {role: 200 for role in Role if role not in OUTSIDE_THE_NETWORK}}
# An official of the State, whom the operator lets in to read numbers.
OF_THE_STATE = {"desk/referrals/grant-report/": {Role.DESK: 200}}
OF_ROLES = OF_THE_STATE | OF_EDITORS | OF_RECEIVERS | OF_SENDERS | OF_COUNTERS | OF_THE_NETWORK


def members() -> dict[str, Client]:
    """One browser for each role, all of other organizations than the one that is asked for but for its nurse."""
    browsers = {}
    for role, kind in MEMBERS.items():
        user = get_user_model().objects.create_user(f"{role}-member")
        organization = Organization.objects.create(name=f"Another {kind}", kind=kind, made_at=NOON)
        if role == Role.NURSE:
            organization = Organization.objects.get(name="Example Clinic")
        Membership.objects.create(organization=organization, user=user, role=role, began_at=NOON)
        browsers[role] = Client()
        sign_in(browsers[role], user)
    return browsers


def path_of(route: str) -> str:
    facility = make_facility()
    report = make_correction(facility=facility).public_id
    organization = Organization.objects.create(name="Example Clinic", kind="clinic", made_at=NOON)
    public_id = organization.public_id if "team" in route else facility.public_id
    asked = make_person_request().public_id
    ids = {
        "public_id": public_id,
        "correction": report,
        "request_id": asked,
        "object_id": "0",
        "content_type_id": "0",
        "token": "guessed",
        "question": "guessed",
        "referral": "guessed",
        "asked": "guessed",
        "partnership": "guessed",
        **ids_of_claim(organization, facility),
    }
    return filled_in(route, **ids, **BROWSED).replace("(?P<url>.*)$", "nothing-here/")


@pytest.mark.asvs("V8.2.1", "V8.2.2", "V8.4.1")
@pytest.mark.parametrize("route", BEHIND_DOORS)
def test_role_in_an_organization_opens_no_more_than_an_account_does(route):
    path = path_of(route)

    answers = {role: client.get(path).status_code for role, client in members().items()}

    assert answers == dict.fromkeys(MEMBERS, EXPECTED[route][ROLES.index("person")]) | OF_ROLES.get(route, {})


# What staff can open before they showed a second factor: the way to one, and the way out.
BEFORE_A_SECOND_FACTOR = {
    "account/sign-in/": 200,
    "account/sign-in/passkey/": 405,
    "account/sign-out/": 405,
    "account/leave/": 405,
    "account/here/": 204,
    "account/untouched/": 200,
    "account/confirm/": 200,
    "account/second-factor/": 200,
    "account/second-factor/app/": 200,
    "account/second-factor/passkey/": 405,
    "account/second-factor/codes/shown/": 200,
    "account/still-true/<slug:token>/": 200,
    "account/invited/<slug:token>/": 200,
    "account/reset/<slug:token>/": 200,
}


@pytest.mark.asvs("V8.2.1")
@pytest.mark.parametrize("route", BEHIND_DOORS)
def test_superuser_without_a_second_factor_is_led_to_one_from_everywhere(route):
    path, client = path_of(route), Client()
    sign_in(client, get_user_model().objects.create_superuser("operator", password="x"), has_second_factor=False)

    answer = client.get(path)

    expected = BEFORE_A_SECOND_FACTOR.get(route, 302)
    assert answer.status_code == expected
    assert "/account/" in answer.headers.get("Location", "/account/")


COUNTED = ("django_session", "web_doorcount")  # what a limit counts, and a session that was begun and ended


@pytest.mark.asvs("V8.3.1")
@pytest.mark.parametrize("route", BEHIND_DOORS)
def test_stranger_changes_nothing_by_posting_anywhere_behind_a_door(route):
    path = path_of(route)
    before = everything_stored()

    answer = Client(headers={"origin": "http://testserver"}).post(path, {"place": "x", "outcome": "y", "end": "z"})

    after = everything_stored()
    assert answer.status_code in ((204,) if path == "/account/leave/" else (302, 403, 404, 405, 422))
    assert [table for table in after if after[table] != before[table] and table not in COUNTED] == []


@pytest.mark.parametrize("route", sorted(PUBLIC | API))
def test_public_page_is_the_same_for_everybody(route):
    facility = make_facility()
    path = filled_in(route, public_id=facility.public_id, token="guessed", **BROWSED)
    Organization.objects.create(name="Example Clinic", kind="clinic", made_at=NOON)

    pages = {signed_in_as(role).get(path).content for role in ROLES}

    assert len(pages) == 1


@pytest.mark.parametrize("route", ["api/paths", "api/facilities/search"])
def test_search_of_the_api_is_the_same_for_everybody(route):
    make_facility()
    Organization.objects.create(name="Example Clinic", kind="clinic", made_at=NOON)
    body = {"near": "62701"}

    answers = [signed_in_as(role).post(f"/{route}", body, content_type="application/json") for role in ROLES]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.asvs("V8.2.1", "V15.3.3")
@pytest.mark.parametrize("task", ["change", "delete"])
def test_superuser_can_look_at_a_facility_and_not_touch_it(task):
    facility = make_facility(name="Example Clinic")
    superuser = signed_in_as("superuser")
    folder = f"/admin/directory/facility/{facility.pk}"

    looked = superuser.get(f"{folder}/change/")
    touched = superuser.post(f"{folder}/{task}/", {"name": "Another name", "post": "yes"})

    facility.refresh_from_db()
    assert (looked.status_code, touched.status_code, facility.name) == (200, 403, "Example Clinic")


@pytest.mark.asvs("V8.2.1", "V8.3.1")
@pytest.mark.parametrize("role", ["anonymous", "person", "lead"])
@pytest.mark.parametrize("route", sorted(DESK))
def test_desk_takes_nothing_from_who_is_no_operator(route, role):
    facility = make_facility()
    report = make_correction(facility=facility)
    organization = Organization.objects.create(name="Example Clinic", kind="clinic", made_at=NOON)
    ids = ids_of_claim(organization, facility) | {"request_id": make_person_request().public_id}
    path = filled_in(route, public_id=facility.public_id, correction=report.public_id, **ids)
    sent = {"place": facility.public_id, "outcome": "no_answer", "to": "taken", "call": facility.phone}

    response = signed_in_as(role).post(path, sent)

    report.refresh_from_db()
    assert response.status_code in (SIGN_IN_FIRST, 404, 405)
    assert Claim.objects.get().state == "verified"
    assert (report.state, CallLease.objects.count(), DeskEvent.objects.count()) == ("new", 0, 0)

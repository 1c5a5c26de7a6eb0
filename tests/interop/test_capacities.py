"""`POST /api/capacities`: who may, what is taken, what is refused and how; nothing is half saved."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.people import make_organization, make_staff
from factories import make_facility
from handrail.accounts.api_keys.actions import revoke_key
from handrail.accounts.models import ApiKey
from handrail.accounts.organizations.actions import end_organization
from handrail.directory.claims.actions.claiming import refuse, withdraw
from handrail.directory.domain.claims import State
from handrail.directory.domain.open_places import Group, Level, Numbers, Sex
from handrail.directory.models import OpenPlaces, OpenPlacesEvent
from handrail.directory.open_places.actions import say
from handrail.privacy.domain.actors import PRODUCT
from interop.conftest import KEPT_ID, bearer, secret_of
from interop.schema import faults, faults_of_request
from interop.test_problems import told
from stored_rows import everything_stored

ADDRESS, OPERATION = "/api/capacities", "report_capacities"
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def now(monkeypatch, at):
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)
    return at


@pytest.fixture
def call(caller, kept_program, now):
    def made(*rows, secret=kept_program.secret, **headers):
        return caller.post(ADDRESS, {"capacities": list(rows)}, **bearer(secret) | headers)

    return made


def row(**facts):
    values = {"service_id": KEPT_ID, "level": "withdrawal", "available": 2, "updated": "2026-11-23T11:30:00Z"}
    return {**values, **facts}


def stored():
    return sorted(OpenPlaces.objects.values_list("level", "sex", "age_band", "available", "maximum", "source"))


def test_numbers_are_saved_and_everybody_reads_who_said_them(call, kept_program, at):
    answered = call(
        row(id="17", sex="women", maximum=6, unit={"name": "bed"}, description="west wing"),
        row(level="outpatient_medicine", age="adults", available=0, unit={"name": "slot"}),
    )

    assert (answered.status_code, faults(OPERATION, answered.json())) == (200, [])
    assert stored() == [
        ("outpatient_medicine", "any", "adults", 0, None, "api"),
        ("withdrawal", "women", "any", 2, 6, "api"),
    ]
    (first, second) = answered.json()["capacities"]
    assert (first["id"], first["unit"], first["change"]) == ("17", {"name": "bed"}, "said")
    assert (first["updated"], second["id"]) == ("2026-11-23T11:30:00+00:00", None)
    shown = Client().get(f"/api/facilities/{KEPT_ID}").json()["open_places"]
    assert sorted((each["available"], each["updated"]) for each in shown) == [
        (0, "2026-11-23T11:30:00+00:00"),
        (2, "2026-11-23T11:30:00+00:00"),
    ]
    assert [event.through for event in OpenPlacesEvent.objects.all()] == [ApiKey.objects.get().public_id] * 2
    assert "west wing" not in str(everything_stored())


def test_group_that_is_not_named_stays_and_both_names_of_the_place_are_taken(call):
    call(row(sex="women"))
    by_our_name = row(sex="men") | {"facility": KEPT_ID}
    del by_our_name["service_id"]

    answered = call(by_our_name)

    assert answered.status_code == 200
    assert [each[1] for each in stored()] == ["men", "women"]


def test_row_says_who_may_pay_and_one_that_does_not_is_for_whoever_pays(call):
    answered = call(row(), row(payer="medicaid", available=1))

    assert [each["payer"] for each in answered.json()["capacities"]] == ["any", "medicaid"]
    assert faults("report_capacities", answered.json()) == []
    assert list(OpenPlaces.objects.values_list("payer", "available")) == [("any", 2), ("medicaid", 1)]
    shown = Client().get(f"/api/facilities/{KEPT_ID}").json()["open_places"]
    assert [(each["payer"], each["available"]) for each in shown] == [("any", 2), ("medicaid", 1)]


def test_same_body_twice_is_renewed_and_is_no_error(call):
    first, second = call(row(), row(sex="men")), call(row(), row(sex="men"))

    changes = [[each["change"] for each in answered.json()["capacities"]] for answered in (first, second)]
    assert changes == [["said", "said"], ["renewed", "renewed"]]
    assert OpenPlaces.objects.count() == 2


def test_older_row_is_refused_and_named_and_none_is_saved(call, kept_program, at):
    women = Group(Level.WITHDRAWAL, Sex.WOMEN)
    say(facility=kept_program.place, numbers={women: Numbers(0)}, by=kept_program.operator, at=at - 10 * MINUTE)

    answered = call(row(sex="men"), row(sex="women"))

    problem = told(answered)
    assert (answered.status_code, problem["type"]) == (409, "/api/#capacity-older")
    assert [error["pointer"] for error in problem["errors"]] == ["#/capacities/1/updated"]
    assert stored() == [("withdrawal", "women", "any", 0, None, "operator")]


def test_whoever_speaks_last_is_believed(call, kept_program, at):
    women = Group(Level.WITHDRAWAL, Sex.WOMEN)
    call(row(sex="women"))
    say(facility=kept_program.place, numbers={women: Numbers(0)}, by=kept_program.operator, at=at - 10 * MINUTE)
    between = stored()

    call(row(sex="women", updated="2026-11-23T11:55:00Z", available=5))

    assert (between[0][3:], stored()[0][3:]) == ((0, None, "operator"), (5, None, "api"))


@pytest.mark.parametrize(
    ("facts", "pointer", "code"),
    [
        ({"available": -1}, "available", "greater_than_equal"),
        ({"available": 1000}, "available", "less_than_equal"),
        ({"available": "2"}, "available", "int_type"),
        ({"available": 2, "maximum": 1}, "available", "more_than_all"),
        ({"level": "castle"}, "level", "literal_error"),
        ({"sex": "nobody"}, "sex", "literal_error"),
        ({"age": "old"}, "age", "literal_error"),
        ({"payer": "rich"}, "payer", "literal_error"),
        ({"payer": None}, "payer", "literal_error"),
        ({"unit": {"name": "slot"}}, "", "unit_of_level"),
        ({"unit": {"name": "bed", "id": "1"}}, "unit/id", "extra_forbidden"),
        ({"facility": KEPT_ID}, "", "one_place_id"),
        ({"service_id": ""}, "service_id", "string_too_short"),
        ({"patient": "Rosa"}, "patient", "extra_forbidden"),
        ({"updated": "2026-11-23T12:05:01Z"}, "updated", "updated_ahead"),
        ({"updated": "2025-11-01T12:00:00Z"}, "updated", "updated_long_ago"),
        ({"updated": "0001-01-01T00:00:00+14:00"}, "updated", "updated_long_ago"),
        ({"updated": "9999-12-31T23:59:59-14:00"}, "updated", "updated_ahead"),
        ({"updated": "2026-11-23T11:30:00"}, "updated", "not_a_moment"),
        ({"updated": "2026-11-23"}, "updated", "not_a_moment"),
        ({"updated": "2026-02-30T11:30:00Z"}, "updated", "not_a_moment"),
        ({"updated": 1795436400}, "updated", "not_a_moment"),
        ({"updated": "1795436400"}, "updated", "not_a_moment"),
        ({"updated": None}, "updated", "not_a_moment"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_saved(call, facts, pointer, code):
    answered = call(row(sex="men"), row(**facts))

    problem = told(answered)
    assert (answered.status_code, problem["type"]) == (422, "/api/#field-refused")
    where = f"#/capacities/1/{pointer}".rstrip("/")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(where, code)]
    assert OpenPlacesEvent.objects.count() == 0


def test_group_that_stands_twice_is_refused(call):
    answered = call(row(), row(available=3))

    assert told(answered)["errors"][0]["code"] == "group_twice"
    assert OpenPlacesEvent.objects.count() == 0


@pytest.mark.parametrize("rows", [[], [row()] * 101])
def test_no_row_and_too_many_are_refused(call, rows):
    assert told(call(*rows))["status"] == 422


def test_hundred_rows_fit(call):
    groups = [(level, sex, age) for level in Level for sex in ("any", "women", "men") for age in ("any", "adults")]
    rows = [row(level=level, sex=sex, age=age, description="x" * 500) for level, sex, age in groups]

    answered = call(*rows)

    assert (answered.status_code, OpenPlaces.objects.count()) == (200, len(groups))


def test_moment_a_little_ahead_is_read_as_now(call, at):
    answered = call(row(updated="2026-11-23T07:04:00-05:00"))

    assert answered.json()["capacities"][0]["updated"] == at.isoformat()


def no_key(program, at):
    return {}


def unknown(program, at):
    return bearer("hrk_" + "x" * 32)


def another_scheme(program, at):
    return {"authorization": f"Basic {program.secret}"}


def empty(program, at):
    return bearer("")


def strange(program, at):
    return bearer("\xe9\xff")


def expired(program, at):
    return bearer(secret_of(program.organization, program.lead, at - 31 * DAY, days=30))


def revoked(program, at):
    secret = secret_of(program.organization, program.lead, at)
    key = ApiKey.objects.order_by("pk").last()
    revoke_key(organization=program.organization, public_id=key.public_id, by=PRODUCT, at=at)
    return bearer(secret)


def of_an_ended_organization(program, at):
    other = make_organization()
    secret = secret_of(other, make_staff(organization=other, word="far"), at)
    end_organization(organization=other, by=PRODUCT, at=at)
    return bearer(secret)


@pytest.mark.asvs("V8.2.1")
@pytest.mark.parametrize(
    "sent", [no_key, unknown, another_scheme, empty, strange, expired, revoked, of_an_ended_organization]
)
def test_every_key_that_does_not_work_is_answered_alike(caller, kept_program, now, sent):
    before = caller.post(ADDRESS, {"capacities": [row()]}, **unknown(kept_program, now))

    answered = caller.post(ADDRESS, {"capacities": [row()]}, **sent(kept_program, now))

    assert (answered.status_code, answered.content) == (401, before.content)
    assert answered.headers["WWW-Authenticate"] == "Bearer"
    assert told(answered)["type"] == "/api/#key"
    assert OpenPlacesEvent.objects.count() == 0


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"capacities": 1}'])
def test_body_is_not_judged_for_who_has_no_key(caller, now, body):
    assert caller.post(ADDRESS, body).status_code == 401


def never_heard_of(program, at):
    return "zzzzzzzzzzzzz"


def not_an_id(program, at):
    return "../../etc"


def of_nobody(program, at):
    return make_facility().public_id


def of_another_program(program, at):
    other = make_organization()
    make_staff(organization=other, word="far")
    program.kept.organization = other
    program.kept.save()
    return KEPT_ID


def given_back(program, at):
    withdraw(claim=program.kept, by=program.lead, at=at)
    return KEPT_ID


def contested(program, at):
    refuse(claim=program.kept, to=State.CONTESTED, reason="A neighbor.", by=program.operator, at=at)
    return KEPT_ID


def of_a_merged_row(program, at):
    program.place.merged_into = make_facility()
    program.place.save()
    return KEPT_ID


@pytest.mark.asvs("V8.2.2")
@pytest.mark.parametrize("sent", [not_an_id, of_nobody, of_another_program, given_back, contested, of_a_merged_row])
def test_every_place_one_does_not_keep_is_answered_alike(call, kept_program, at, sent):
    before = call(row(service_id=never_heard_of(kept_program, at)))
    asked = sent(kept_program, at)

    answered = call(row(service_id=asked))

    assert (answered.status_code, answered.content) == (404, before.content)
    assert told(answered)["type"] == "/api/#place-not-yours"
    assert OpenPlacesEvent.objects.count() == 0


def test_one_foreign_place_saves_none(call):
    answered = call(row(), row(facility=make_facility().public_id, service_id=""), row(service_id="zzzzzzzzzzzzz"))

    assert told(answered)["status"] == 422  # an empty id is no id
    foreign = {**row(), "facility": make_facility().public_id}
    del foreign["service_id"]
    assert told(call(row(), foreign))["errors"][0]["pointer"] == "#/capacities/1/facility"
    assert OpenPlacesEvent.objects.count() == 0


def test_key_is_asked_for_nowhere_else_and_known_nowhere_else(caller, kept_program):
    with_key, without = (
        caller.post("/api/paths", {"near": "62701"}, **headers) for headers in (bearer(kept_program.secret), {})
    )

    assert (with_key.status_code, with_key.content) == (200, without.content)


def test_sign_in_of_a_lead_is_no_key(kept_program, now):
    browser = Client()
    browser.force_login(kept_program.lead)

    answered = browser.post(ADDRESS, {"capacities": [row()]}, content_type="application/json")

    assert answered.status_code == 401


@pytest.mark.asvs("V2.4.1")
def test_keys_have_a_limit_of_their_own_before_anything_is_asked(
    call, caller, kept_program, settings, django_assert_num_queries
):
    settings.API_PER_MINUTE = 20
    statuses = [call(row(), secret="hrk_guess").status_code for _ in range(3)]

    refused = told(call(row()))
    search = caller.post("/api/paths", {"near": "62701"})

    assert statuses == [401, 401, 429]
    assert (refused["type"], search.status_code) == ("/api/#too-often", 200)


def test_browser_of_another_site_may_not_send_a_key(caller):
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}

    answered = caller.client.options(ADDRESS, headers=asked | {"access-control-request-headers": "authorization"})

    assert "Authorization" not in answered.headers["Access-Control-Allow-Headers"]


def test_neither_key_nor_body_is_logged(call, kept_program, caplog):
    with caplog.at_level("DEBUG"):
        call(row(description="Kalispell"))
        call(row(description="Kalispell", patient="Kalispell"))

    assert (kept_program.secret in caplog.text, "Kalispell" in caplog.text) == (False, False)


def test_document_asks_for_the_key_and_for_one_name_of_the_place():
    both = {**row(), "facility": KEPT_ID}

    assert faults_of_request(OPERATION, {"capacities": [row()]}) == []
    assert faults_of_request(OPERATION, {"capacities": [both]}) != []
    assert faults_of_request(OPERATION, {"capacities": []}) != []

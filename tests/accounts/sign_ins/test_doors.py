"""Signing in, the second half, and what stands between a guesser and an account."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts.people import NOON, PASSWORD, code_of, give_app, make_person, make_staff
from handrail.accounts.models import SignIn
from handrail.privacy.models import AuditEntry
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, words
from signing_in import sign_in

pytestmark = pytest.mark.django_db
DOOR, SECOND = "/account/sign-in/", "/account/sign-in/second/"


@pytest.fixture(autouse=True)
def fresh_counts():
    forget_permits()


@pytest.fixture
def visitor():
    return browser()


def browser(**options) -> Client:
    return Client(headers={"origin": "http://testserver"}, **options)


def typed(user, **more):
    return {"handle": user.get_username(), "password": PASSWORD} | more


def half_of(answer) -> str:
    return answer.content.decode().partition('name="half" value="')[2].partition('"')[0]


@pytest.mark.asvs("V7.2.2")
def test_person_signs_in_by_name_and_password(visitor):
    user, _ = make_person()

    answer = visitor.post(DOOR, typed(user, next="/account/devices/"))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/devices/")
    assert list(answer.cookies) == [settings.SESSION_COOKIE_NAME]
    assert SignIn.objects.values_list("terms", "has_second_factor").get() == ("person", False)


@pytest.mark.parametrize("handle", ["RIVER", " river ", "Rìver"])
def test_name_is_taken_as_people_write_it(visitor, handle):
    user, _ = make_person()
    number = user.get_username().partition("-")[2]

    answer = visitor.post(DOOR, {"handle": f"{handle.strip()} {number}", "password": PASSWORD})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    "next", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/paths/", "javascript:1", ""]
)
def test_nobody_is_sent_elsewhere_after_signing_in(visitor, next):
    user, _ = make_person()

    assert visitor.post(DOOR, typed(user, next=next)).headers["Location"] == "/account/"


def test_password_alone_is_half_of_it_where_there_is_a_second_factor(visitor):
    user, _ = make_person()
    app = give_app(user, at=timezone.now())

    first = visitor.post(DOOR, typed(user))
    shut = visitor.get("/account/").status_code
    code = code_of(app, at=timezone.now())
    second = visitor.post(SECOND, {"half": half_of(first), "code": code})

    assert (first.status_code, dict(first.cookies), shut) == (200, {}, 302)
    assert (second.status_code, visitor.get("/account/").status_code) == (302, 200)
    assert SignIn.objects.values_list("has_second_factor", flat=True).get() is True


@pytest.mark.asvs("V6.4.4", "V6.5.1")
def test_recovery_code_stands_in_for_a_lost_second_factor(visitor):
    user, codes = make_person()
    give_app(user)
    half = half_of(visitor.post(DOOR, typed(user)))

    first = visitor.post(SECOND, {"half": half, "code": codes[0]})
    again = browser().post(SECOND, {"half": half, "code": codes[0]})

    assert (first.status_code, again.status_code) == (302, 422)


@pytest.mark.parametrize("half", ["", "made-up", "A" * 200])
def test_second_half_without_the_first_opens_nothing(visitor, half):
    _, codes = make_person()

    answer = visitor.post(SECOND, {"half": half, "code": codes[0]})

    assert (answer.status_code, SignIn.objects.count()) == (422, 0)


def test_first_half_is_worth_nothing_after_five_minutes_or_a_new_password(visitor, monkeypatch):
    user, codes = make_person()
    give_app(user)
    half = half_of(visitor.post(DOOR, typed(user)))
    other = half_of(visitor.post(DOOR, typed(user)))

    user.set_password("another four words")
    user.save()
    changed = visitor.post(SECOND, {"half": half, "code": codes[0]})
    user.set_password(PASSWORD)
    user.save()
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr("handrail.accounts.sign_ins.views.timezone.now", lambda: later)
    late = visitor.post(SECOND, {"half": other, "code": codes[0]})

    assert (changed.status_code, late.status_code, SignIn.objects.count()) == (422, 422, 0)


@pytest.mark.asvs("V6.3.1", "V2.4.1")
def test_guessing_one_name_from_one_network_pauses_that_name_there_alone(visitor):
    user, _ = make_person()
    other, _ = make_person("harbor")
    for _ in range(5):
        visitor.post(DOOR, typed(user, password="wrong"))

    here = visitor.post(DOOR, typed(user))
    elsewhere = browser(REMOTE_ADDR="203.0.113.9").post(DOOR, typed(user))
    neighbour = browser().post(DOOR, typed(other))

    assert (here.status_code, elsewhere.status_code, neighbour.status_code) == (429, 302, 302)
    assert 1 <= int(here.headers["Retry-After"]) <= 300


@pytest.mark.parametrize(
    ("prefix", "said", "untrue"),
    [("", "Please wait {} minute", "share your network"), ("/es", "Espere {} minuto", "misma red")],
)
def test_pause_at_the_door_is_told_in_minutes_with_the_ways_on(visitor, prefix, said, untrue):
    user, _ = make_person()
    for _ in range(5):
        visitor.post(DOOR, typed(user, password="wrong"))

    answer = visitor.post(prefix + DOOR, typed(user))

    minutes = -(-int(answer.headers["Retry-After"]) // 60)
    assert (said.format(minutes) in words(answer), untrue in words(answer)) == (True, False)
    ways = [link["href"] for link in all_with(answer, "a", **{"class": "button"})]
    ways += [link["href"] for link in all_with(answer, "a", **{"class": "button plain"})]
    assert ways == [f"{prefix}/account/sign-in/", f"{prefix}/account/recover/", f"{prefix}/crisis/"]


def test_pause_of_somebody_signed_in_leads_back_to_the_account(visitor):
    user, _ = make_person()
    sign_in(visitor, user)
    for _ in range(40):
        answer = visitor.post("/account/confirm/", {"password": "wrong"})

    assert answer.status_code == 429
    assert [link["href"] for link in all_with(answer, "a", **{"class": "button"})] == ["/account/"]


@pytest.mark.asvs("V6.3.1")
def test_six_digits_pause_after_eight_wrong_ones_from_whatever_network(visitor):
    user, codes = make_person()
    app = give_app(user)
    half = half_of(visitor.post(DOOR, typed(user)))
    wrong = [
        browser(REMOTE_ADDR=f"203.0.{each}.9").post(SECOND, {"half": half, "code": "000000"}).status_code
        for each in range(9)
    ]

    right = visitor.post(SECOND, {"half": half, "code": code_of(app, at=timezone.now())})
    by_paper = visitor.post(SECOND, {"half": half, "code": codes[0]})

    assert wrong == [422] * 8 + [429]
    assert (right.status_code, by_paper.status_code) == (429, 302)


def test_right_codes_are_no_guesses(visitor, monkeypatch):
    user, _ = make_person()
    app = give_app(user)
    answers = []
    for each in range(12):
        moment = NOON + timedelta(minutes=each)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        half = half_of(visitor.post(DOOR, typed(user)))
        answers.append(visitor.post(SECOND, {"half": half, "code": code_of(app, at=moment)}).status_code)

    assert answers == [302] * 12


@pytest.mark.slow
def test_ward_signs_in_all_day_from_one_address(visitor):
    user, _ = make_person()

    assert [visitor.post(DOOR, typed(user)).status_code for _ in range(45)] == [302] * 45


@pytest.mark.slow
def test_one_machine_makes_no_door_narrow_for_a_hospital(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    one, hospital = browser(REMOTE_ADDR="203.0.113.7"), browser(REMOTE_ADDR="198.51.100.7")
    wrong = {"handle": "somebody", "password": "guessed guessed"}
    for each in range(400):
        one.post(DOOR, wrong | {"handle": f"somebody {each}"})

    answers = [hospital.post(DOOR, wrong | {"handle": f"nurse {each}"}).status_code for each in range(12)]

    assert answers == [422] * 12


def test_staff_without_a_second_factor_are_led_to_make_one_before_anything_else(visitor):
    staff = make_staff()
    visitor.post(DOOR, typed(staff))

    shut = [visitor.get(path) for path in ("/account/", "/account/devices/", "/desk/", "/admin/")]

    assert {(answer.status_code, answer.headers["Location"]) for answer in shut} == {(302, "/account/second-factor/")}
    assert visitor.get("/account/second-factor/").status_code == 200


def test_enrolling_opens_the_rest_in_the_same_browser(visitor):
    staff = make_staff()
    visitor.post(DOOR, typed(staff))
    visitor.get("/account/second-factor/app/")
    code = code_of(staff.authenticator_app, at=timezone.now())

    answer = visitor.post("/account/second-factor/app/", {"code": code})

    assert (answer.status_code, visitor.get("/account/").status_code) == (302, 200)


def test_staff_keep_their_last_second_factor(visitor):
    staff = make_staff()
    app = give_app(staff, at=timezone.now())
    half = half_of(visitor.post(DOOR, typed(staff)))
    visitor.post(SECOND, {"half": half, "code": code_of(app, at=timezone.now())})

    answer = visitor.post("/account/second-factor/remove/")

    assert "Staff need a second factor" in words(answer)
    assert type(app).objects.filter(user=staff).count() == 1


def test_person_may_remove_theirs(visitor):
    user, codes = make_person()
    give_app(user)
    half = half_of(visitor.post(DOOR, typed(user)))
    visitor.post(SECOND, {"half": half, "code": codes[0]})

    visitor.post("/account/second-factor/remove/")

    assert visitor.post(DOOR, typed(user)).status_code == 302


@pytest.mark.asvs("V7.2.2", "V7.2.4")
def test_signing_in_gives_the_browser_a_new_session(visitor):
    user, _ = make_person()
    visitor.post(DOOR, typed(user))
    first = visitor.cookies[settings.SESSION_COOKIE_NAME].value

    visitor.post(DOOR, typed(user))

    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != first
    assert SESSION_KEY in visitor.session


@pytest.mark.asvs("V14.3.1", "V7.4.1")
def test_signing_out_tells_the_browser_to_forget(visitor):
    user, _ = make_person()
    visitor.post(DOOR, typed(user))

    answer = visitor.post("/account/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
    assert (visitor.get("/account/").status_code, SignIn.objects.count()) == (302, 0)


def lines_of(caplog):
    """Which view answered how: all that the log tells of a request."""
    return [(line.ids["view"], line.ids["status"]) for line in caplog.records if line.name == "handrail.request"]


@pytest.mark.asvs("V16.3.1")
def test_each_try_to_sign_in_leaves_a_line_with_the_way_and_how_it_went(visitor, caplog):
    user, codes = make_person()
    caplog.set_level("INFO", logger="handrail.request")

    visitor.post(DOOR, typed(user, password="wrong"))
    visitor.post(DOOR, typed(user))
    give_app(user)
    half = half_of(visitor.post(DOOR, typed(user)))
    visitor.post(SECOND, {"half": half, "code": "000000"})
    visitor.post(SECOND, {"half": half, "code": codes[0]})
    visitor.post("/account/sign-in/passkey/", {"state": "made-up", "answer": "{}"})
    visitor.post("/account/recover/", {"handle": "nobody", "code": "x", "password": "four other words"})

    assert lines_of(caplog) == [
        ("sign-in", 422),
        ("sign-in", 302),
        ("sign-in", 200),
        ("sign-in-second", 422),
        ("sign-in-second", 302),
        ("sign-in-passkey", 422),
        ("recover", 422),
    ]
    assert user.get_username() not in caplog.text


@pytest.mark.asvs("V16.3.1")
def test_staff_who_sign_in_stand_in_the_record(visitor):
    staff = make_staff()

    visitor.post(DOOR, typed(staff))

    assert AuditEntry.objects.filter(what="signed_in", by_id=staff.public_id).count() == 1


@pytest.mark.asvs("V16.3.2", "V16.3.3")
def test_who_tries_what_is_not_theirs_or_goes_round_a_control_leaves_a_line(visitor, caplog):
    user, _ = make_person()
    visitor.post(DOOR, typed(user))
    caplog.set_level("INFO", logger="handrail.request")
    caplog.clear()

    visitor.get("/desk/")
    browser().get("/desk/")
    Client(headers={"origin": "https://elsewhere.example"}).post(DOOR, typed(user))
    for _ in range(6):
        answer = browser().post(DOOR, typed(user, password="wrong"))

    assert lines_of(caplog)[:3] == [("desk", 404), ("desk", 302), ("sign-in", 403)]
    assert (answer.status_code, lines_of(caplog)[-1]) == (429, ("sign-in", 429))


@pytest.mark.parametrize("is_ticked", [True, False])
@pytest.mark.parametrize("door", [DOOR, "/account/new/"])
def test_a_mistake_leaves_the_shared_device_as_it_was_said(visitor, door, is_ticked):
    mistake = {"handle": "nobody-1234", "word": "x", "password": "short"}

    answer = visitor.post(door, mistake | ({"shared": "yes"} if is_ticked else {}))

    (box,) = all_with(answer, "input", id="shared")
    assert (answer.status_code, "checked" in box) == (422, is_ticked)

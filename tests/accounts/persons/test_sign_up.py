"""An account without an e-mail address: made, recovered, hidden, brought back."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.people import NOON, PASSWORD, give_app, make_person
from handrail.accounts.domain.handles import HandleRefused
from handrail.accounts.domain.passwords import PasswordRefused
from handrail.accounts.models import RecoveryCode, SignIn, User
from handrail.accounts.persons import actions
from handrail.accounts.persons.recovery import recover_account
from handrail.privacy.models import AuditEntry, Subject
from handrail.web.limiting.limits import forget_permits
from pages.reading import words

pytestmark = pytest.mark.django_db
INPUT = re.compile(r"<input[^>]*>")


@pytest.fixture(autouse=True)
def fresh_counts():
    forget_permits()


@pytest.fixture
def visitor():
    return Client(headers={"origin": "http://testserver"})


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("what", flat=True))


def test_account_has_a_name_a_hash_a_subject_and_codes():
    user, codes = make_person("River")

    assert user.get_username().startswith("river-")
    assert user.check_password(PASSWORD) is True
    assert user.subject == Subject.objects.get()
    assert len(set(codes)) == RecoveryCode.objects.filter(user=user).count() == 10
    assert acts() == ["subject.opened", "account.opened", "recovery_codes.made"]


def test_nothing_is_left_of_a_refused_account():
    with pytest.raises(PasswordRefused):
        actions.open_account(word="river", password="sunshine", language="en", at=NOON)
    with pytest.raises(HandleRefused):
        actions.open_account(word="admin", password=PASSWORD, language="en", at=NOON)

    assert (User.objects.count(), Subject.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_two_people_with_one_word_have_two_names_that_cannot_be_confused(monkeypatch):
    numerals = iter([bytes([1])] * 8 + [bytes([1])] * 7 + [bytes([2])])
    monkeypatch.setattr(actions, "secrets", SimpleNamespace(token_bytes=lambda count: next(numerals) * count))

    first, _ = make_person("moon")
    second, _ = make_person("m00n")

    assert (first.get_username(), second.get_username()) == ("moon-3333", "m00n-4444")


def test_two_who_ask_for_the_last_name_at_once_get_two(monkeypatch):
    """The other one saves between our look and our insert."""
    taken, _ = make_person("moon")
    number = bytes(["2346789".index(numeral) for numeral in taken.get_username()[5:]])
    numerals = iter([number] * 8 + [bytes([each] * 4) for each in range(7)] + [bytes(4)])
    monkeypatch.setattr(actions, "secrets", SimpleNamespace(token_bytes=lambda count: next(numerals)))
    monkeypatch.setattr(actions.User.objects, "filter", blind_once(actions.User.objects.filter))

    other, _ = make_person("moon")

    assert other.handle_key != taken.handle_key


def blind_once(look):
    looks = iter([False])
    return lambda **wanted: look(**wanted) if next(looks, True) else look(pk=0)


def test_database_refuses_a_name_that_looks_like_another():
    user, _ = make_person("moon")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(user.get_username().replace("moon", "m00n"))


def test_sign_up_shows_name_and_codes_once_and_signs_in(visitor):
    answer = visitor.post("/account/new/", {"word": "river", "password": PASSWORD}, follow=True)

    user = User.objects.get()
    assert user.get_username() in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert visitor.get("/account/").status_code == 200
    assert len(visitor.get("/account/second-factor/").content) > 0
    assert not any(str(code.digest) in words(answer) for code in RecoveryCode.objects.all())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"word": "nurse"}, "kept for the service"),
        ({"password": "short"}, "at least 12 letters"),
        ({"word": ""}, "letters, digits and hyphens"),
    ],
)
def test_sign_up_says_beside_the_field_what_is_wrong(visitor, typed, said):
    answer = visitor.post("/account/new/", {"word": "river", "password": PASSWORD} | typed)

    assert (answer.status_code, User.objects.count()) == (422, 0)
    assert said in words(answer)


def test_sign_up_from_another_site_is_refused():
    answer = Client(headers={"origin": "https://elsewhere.example"}).post(
        "/account/new/", {"word": "river", "password": PASSWORD}
    )

    assert (answer.status_code, User.objects.count()) == (403, 0)


def test_pages_for_strangers_begin_no_session(visitor):
    kept = {"/account/invited/guessed/": {"link-en", "link-es"}}  # of that one page alone: it is no session
    for path in ("/account/sign-in/", "/account/new/", "/account/recover/", "/account/invited/guessed/"):
        answer = visitor.get(path)

        assert (answer.status_code, set(answer.cookies)) == (200, kept.get(path, set()))


@pytest.mark.asvs("V6.5.1", "V7.4.3")
def test_recovery_code_opens_once_and_ends_every_sign_in(visitor):
    user, codes = make_person()
    other = Client(headers={"origin": "http://testserver"})
    other.post("/account/sign-in/", {"handle": user.get_username(), "password": PASSWORD})
    assert other.get("/account/").status_code == 200
    typed = {"handle": user.get_username().upper(), "code": codes[3].upper().replace("-", " ")}

    first = visitor.post("/account/recover/", typed | {"password": "another four words"})
    again = visitor.post("/account/recover/", typed | {"password": "once more four words"})

    user.refresh_from_db()
    assert (first.status_code, again.status_code) == (200, 422)
    assert user.check_password("another four words") is True
    assert other.get("/account/").status_code == 302


def test_weak_new_password_costs_no_code(visitor):
    user, codes = make_person()
    typed = {"handle": user.get_username(), "code": codes[0]}

    refused = visitor.post("/account/recover/", typed | {"password": "short"})
    taken = visitor.post("/account/recover/", typed | {"password": "another four words"})

    assert (refused.status_code, taken.status_code) == (422, 200)


@pytest.mark.asvs("V8.2.2")
def test_code_of_one_person_opens_nothing_of_another():
    _, codes = make_person("river")
    other, _ = make_person("harbor")

    recovered = recover_account(handle=other.get_username(), code=codes[0], password="another four words", at=NOON)

    assert recovered is None
    assert other.check_password(PASSWORD) is True


def test_hidden_account_is_found_by_nobody_after_a_day(visitor):
    user, _ = make_person()
    actions.hide_account(user=user, at=NOON)

    kept = User.objects.able_to_sign_in(at=NOON + timedelta(hours=23)).count()
    gone = User.objects.able_to_sign_in(at=NOON + timedelta(hours=24)).count()

    assert (kept, gone, SignIn.objects.count()) == (1, 0, 0)


@pytest.mark.asvs("V7.4.2")
def test_deleting_hides_at_once_and_the_person_brings_it_back(visitor):
    user, _ = make_person()
    typed = {"handle": user.get_username(), "password": PASSWORD}
    visitor.post("/account/sign-in/", typed)

    visitor.post("/privacy/delete/")
    user.refresh_from_db()
    hidden_at, shut = user.hidden_at, visitor.get("/account/").status_code
    visitor.post("/account/sign-in/", typed)
    visitor.post("/account/deletion/")
    user.refresh_from_db()

    assert hidden_at is not None
    assert (shut, user.hidden_at, visitor.get("/account/").status_code) == (302, None, 200)
    assert acts()[-5:] == [
        "signed_out_everywhere",
        "erasure.asked",
        "account.hidden",
        "erasure.taken_back",
        "account.brought_back",
    ]


@pytest.mark.asvs("V6.2.2", "V7.4.3")
def test_new_password_ends_other_sign_ins_and_keeps_this_browser(visitor):
    user, _ = make_person()
    typed = {"handle": user.get_username(), "password": PASSWORD}
    other = Client(headers={"origin": "http://testserver"})
    for client in (visitor, other):
        client.post("/account/sign-in/", typed)

    visitor.post("/account/password/", {"old": PASSWORD, "password": "another four words"})

    told = words(visitor.get("/account/"))
    assert "Your new password is saved." in told
    assert "Your new password is saved." not in words(visitor.get("/account/"))
    assert other.get("/account/").status_code == 302
    assert visitor.post("/account/sign-in/", typed).status_code == 422


@pytest.mark.asvs("V6.2.3")
@pytest.mark.parametrize("old", ["", "wrong wrong wrong", PASSWORD.upper()])
def test_new_password_asks_for_the_one_that_stands(visitor, old):
    user, _ = make_person()
    visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": PASSWORD})

    answer = visitor.post("/account/password/", {"old": old, "password": "another four words"})

    user.refresh_from_db()
    assert (answer.status_code, user.check_password(PASSWORD)) == (422, True)
    assert "This password did not work" in words(answer)


@pytest.mark.asvs("V2.4.1")
def test_guessing_the_password_that_stands_is_paused(visitor):
    user, _ = make_person()
    visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": PASSWORD})

    tried = [visitor.post("/account/password/", {"old": "x" * 12, "password": "y"}).status_code for _ in range(6)]

    assert tried == [422] * 5 + [429]


def test_who_has_a_passkey_alone_is_asked_for_no_old_password(visitor):
    user, _ = make_person()
    visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": PASSWORD})
    asked = "now" in words(visitor.get("/account/password/"))
    User.objects.filter(pk=user.pk).update(password="!")

    answer = visitor.get("/account/password/")

    assert (asked, "Password you have now" in words(answer)) == (True, False)


@pytest.mark.asvs("V6.2.8")
@pytest.mark.parametrize("typed", [PASSWORD.upper(), f"{PASSWORD} ", f" {PASSWORD}", PASSWORD[:-1], PASSWORD * 2])
def test_password_is_taken_exactly_as_it_was_chosen(visitor, typed):
    user, _ = make_person()

    answer = visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": typed})

    assert (answer.status_code, SignIn.objects.count()) == (422, 0)


@pytest.mark.asvs("V6.2.10")
def test_password_of_five_years_ago_is_as_good_as_a_new_one(visitor):
    user, _ = make_person(at=NOON - timedelta(days=5 * 365))

    answer = visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")


@pytest.mark.asvs("V6.4.3")
def test_recovered_account_still_asks_for_its_second_factor(visitor):
    user, codes = make_person()
    give_app(user)

    visitor.post("/account/recover/", {"handle": user.get_username(), "code": codes[0], "password": "four other words"})
    answer = visitor.post("/account/sign-in/", {"handle": user.get_username(), "password": "four other words"})

    assert (answer.status_code, 'name="half"' in answer.content.decode(), SignIn.objects.count()) == (200, True, 0)


PASSWORD_PAGES = ("/account/sign-in/", "/account/new/", "/account/recover/")


@pytest.mark.asvs("V6.2.6", "V6.2.7")
@pytest.mark.parametrize("path", PASSWORD_PAGES)
def test_field_for_a_password_hides_it_and_lets_managers_and_pasting_fill_it(visitor, path):
    fields = [field for field in INPUT.findall(visitor.get(path).content.decode()) if 'name="password"' in field]

    assert len(fields) == 1
    assert 'type="password"' in fields[0]
    assert re.search(r'autocomplete="(current|new)-password"', fields[0])
    assert re.findall(r"on\w+=|readonly|maxlength=\"(?!200)", fields[0]) == []


@pytest.mark.asvs("V6.4.2")
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/account/sign-in/", {"next", "handle", "password", "shared"}),
        ("/account/new/", {"word", "password", "shared"}),
        ("/account/recover/", {"handle", "code", "password"}),
    ],
)
def test_no_door_asks_for_a_hint_or_a_secret_that_others_know(visitor, path, asked):
    """Whatever a passkey's form carries is the browser's own."""
    page = visitor.get(path).content.decode()
    main = re.sub(r'<form class="passkey.*?</form>', "", page.partition("<main")[2], flags=re.DOTALL)

    names = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', main))

    assert names - {"csrfmiddlewaretoken"} == asked


def test_word_and_password_that_are_both_refused_are_told_at_once(visitor):
    refused = visitor.post("/account/new/", {"word": "admin", "password": "short"})

    told = re.findall(r'id="error-(\w+)"', refused.content.decode())
    assert (refused.status_code, User.objects.count()) == (422, 0)
    assert told == ["word", "password"]


def test_good_password_beside_a_refused_word_is_not_refused(visitor):
    refused = visitor.post("/account/new/", {"word": "admin", "password": PASSWORD})

    assert re.findall(r'id="error-(\w+)"', refused.content.decode()) == ["word"]

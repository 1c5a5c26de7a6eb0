"""Coming back with a receipt: by POST, little at first, and everything a person may do with it (S13, S16)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.pages.receipt_told import LIFETIME, receipt_token
from handrail.pages.receipt_words import REASONS, STANDS, THEY_SAID, YOU_SAID
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent, Receipt
from handrail.privacy.receipts.actions import end_receipt
from handrail.privacy.sealed_values import opened
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import FollowUp, Referral
from handrail.referrals.moving.consent import decision_for
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, title, words
from referrals.on_call import keep_coordinators
from referrals.samples import moved
from referrals.self_referring.asking import ask_them, make_answering_program

pytestmark = pytest.mark.django_db
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}
POINT = {"latitude": 39.8, "longitude": -89.65, "state": "IL"}


@pytest.fixture(autouse=True)
def fresh_limits():
    forget_permits()
    yield
    forget_permits()


@pytest.fixture
def earlier():
    return timezone.now() - timedelta(hours=1)


@pytest.fixture
def given(earlier):
    keep_coordinators()
    program, facility = make_answering_program(**POINT)
    made, referral = ask_them(program, facility, at=earlier)
    return made.number, referral


def send(*, address="203.0.113.77", language="", **posted):
    return Client(REMOTE_ADDR=address, headers=FROM_OUR_PAGE).post(f"{language}/receipt/", posted)


def token_on(page) -> str:
    return all_with(page, "input", name="token")[0]["value"]


def do(number, what, **more):
    return send(token=token_on(send(number=number)), do=what, **more)


def test_words_stand_for_every_stage_every_reason_and_every_account():
    assert (set(STANDS), set(REASONS)) == (set(Stage), set(DeclineReason))
    assert (set(YOU_SAID), set(THEY_SAID)) == (set(Account), set(Account))


def test_first_look_names_nobody_and_the_next_press_all(given):
    number, referral = given

    first = send(number=number)
    second = send(token=token_on(first), do="show")

    name = referral.facility.name
    assert (name in words(first), name in words(second)) == (False, True)
    assert (title(first), title(second)) == ("Handrail", "Handrail")
    assert "It is with them. Nobody has looked yet." in words(first)


def test_number_stands_in_no_page_and_no_cookie(given):
    number, _ = given

    pages = [send(number=number), do(number, "show")]

    assert [number in page.content.decode() or bool(page.cookies) for page in pages] == [False, False]
    assert all("no-store" in page.headers["Cache-Control"] for page in pages)


@pytest.mark.parametrize("written", ["{} {} {} {}", "{}-{}-{}-{}", " {}{}{}{} "])
def test_number_is_read_as_people_write_it(given, written):
    number, _ = given
    groups = [number[place : place + 4] for place in range(0, 16, 4)]

    assert send(number=written.format(*groups)).status_code == 200


@pytest.mark.parametrize("wrong", ["", "1", "no number", "0" * 16, "9" * 400])
def test_guesses_are_refused_alike_and_repeat_nothing_that_was_typed(given, wrong):
    known_locator = given[0][:6] + "0000000000"

    pages = [send(number=each, pin="4711") for each in (wrong, known_locator)]

    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].content == pages[1].content
    assert [field["value"] for field in all_with(pages[0], "input") if field["name"] != "x"] == ["", ""]


def test_guessing_is_slowed_and_says_for_how_long(given):
    wrong = given[0][:6] + "0000000000"

    answers = [send(number=wrong, address=f"198.51.{each}.9").status_code for each in range(6)]

    assert answers == [422, 422, 422, 422, 429, 429]


@pytest.mark.parametrize("damage", ["", "damaged", "old", "ended"])
def test_page_that_is_too_old_asks_for_the_number_again(given, damage):
    receipt = Receipt.objects.get()
    token = receipt_token(receipt, at=timezone.now() - (LIFETIME * 2 if damage == "old" else timedelta(0)))
    if damage == "ended":
        end_receipt(receipt=receipt, by=PRODUCT, at=timezone.now())

    page = send(token=damage if damage in ("", "damaged") else token, do="take-back")

    assert (page.status_code, Referral.objects.get().stage) == (422, "sent")
    assert "Please type your number again." in words(page)


@pytest.mark.parametrize("stage", [Stage.ACKNOWLEDGED, Stage.WAITLISTED, Stage.HELD, Stage.EXPECTED, Stage.DECLINED])
def test_where_it_stands_is_said_in_plain_words(given, stage):
    number, referral = given
    moved(referral, stage, at=timezone.now())

    page = do(number, "show")

    assert STANDS[stage] in words(page)
    assert referral.facility.name in words(page)


def test_expected_time_stands_by_the_clock_of_the_place(given):
    number, referral = given
    expected = timezone.now().replace(microsecond=0) + timedelta(days=2)
    moved(referral, Stage.EXPECTED, at=timezone.now(), expected_at=expected)

    page = do(number, "show")

    assert "They expect you on" in words(page)
    assert "(Central time)" in words(page)


def test_reason_of_a_no_is_told_to_the_person(given):
    number, referral = given
    moved(referral, Stage.DECLINED, at=timezone.now())

    assert "They have no place now." in words(do(number, "show"))


def test_question_is_shown_after_the_second_press_and_answered_there(given):
    number, referral = given
    moved(referral, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, at=timezone.now(), words="Do you use a wheelchair?")

    first, page = send(number=number), do(number, "show")
    answered = do(number, "reply", words="No, I walk.")

    assert ("wheelchair" in words(first), "wheelchair" in words(page)) == (False, True)
    assert "Your answer is with them." in words(answered)
    step = Referral.objects.get().history.last()
    assert (step.to_stage, opened(step.words, "words")["words"]) == ("acknowledged", "No, I walk.")


@pytest.mark.parametrize("empty", ["", "   "])
def test_empty_answer_is_not_sent(given, empty):
    number, referral = given
    moved(referral, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, at=timezone.now())

    page = do(number, "reply", words=empty)

    assert (page.status_code, Referral.objects.get().stage) == (422, "asked_back")
    assert "Write at least one word." in words(page)


def test_take_back_closes_it_to_the_program_at_once(given):
    number, referral = given

    page = do(number, "take-back")

    assert "Done. What they have read by now, they know." in words(page)
    assert Referral.objects.get().stage == "canceled"
    assert not decision_for(referral, referral.facility, at=timezone.now()).is_allowed
    assert "It was taken back." in words(send(number=number))


def test_double_press_takes_back_once(given):
    number, _ = given
    token = token_on(send(number=number))

    pages = [send(token=token, do="take-back") for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert Referral.objects.get().moves == 2


def test_how_it_went_is_asked_only_after_the_time(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=timezone.now() + timedelta(hours=3))

    page = do(number, "show")
    said = do(number, "how-it-went", account="got_in")

    assert "Did you get in?" not in words(page)
    assert (said.status_code, FollowUp.objects.count(), Referral.objects.get().stage) == (422, 0, "expected")


def test_who_got_in_says_so(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))

    page = do(number, "how-it-went", account="got_in")

    assert (Referral.objects.get().stage, FollowUp.objects.get().person_said) == ("arrived", "got_in")
    assert "You say: I got in." in words(page)


def test_conflict_is_shown_as_one_and_neither_account_as_the_truth(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    moved(Referral.objects.get(), Stage.NO_SHOW, at=timezone.now())
    ask_whether_they_got_in(at=timezone.now() + timedelta(days=2))

    page = do(number, "how-it-went", account="got_in")

    said = words(page)
    assert "They say that you did not come. You say that you got in." in said
    assert "They say: you did not come." in said
    assert "You say: I got in." in said
    assert "You and they say different things. One of us is called to ask." in said
    assert Referral.objects.get().stage == "no_show"


@pytest.mark.parametrize(
    ("account", "stands"),
    [
        ("turned_away", "You and they say different things."),
        ("did_not_come", "They say that you did not come. It can still work out."),
    ],
)
def test_heading_is_not_what_they_say_alone_where_the_person_says_otherwise(given, earlier, account, stands):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    moved(Referral.objects.get(), Stage.NO_SHOW, at=timezone.now())
    ask_whether_they_got_in(at=timezone.now() + timedelta(days=2))

    page = do(number, "how-it-went", account=account)

    assert page.content.decode().partition("<h1>")[2].partition("</h1>")[0] == stands


@pytest.mark.parametrize(
    ("stage", "facts", "said"),
    [
        (Stage.HELD, {"held_until": 2}, (True, False)),
        (Stage.EXPECTED, {"expected_at": 2}, (False, False)),
        (Stage.ACKNOWLEDGED, {}, (False, True)),
    ],
)
def test_who_has_a_place_or_a_time_is_not_told_to_call_the_next_one(given, stage, facts, said):
    number, referral = given
    now, _ = timezone.now(), another()
    moved(referral, stage, at=now, **{name: now + timedelta(hours=hours) for name, hours in facts.items()})

    page = words(do(number, "show"))

    assert ("Call them before then, and say that you come." in page, "A no says nothing about you." in page) == said


@pytest.mark.parametrize("account", ["", "perhaps"])
def test_answer_that_is_none_is_not_kept(given, earlier, account):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))

    do(number, "how-it-went", account=account)

    assert FollowUp.objects.count() == 0


def another(name="Next Example Clinic"):
    from handrail.directory.actions import bump_revision
    from handrail.directory.index.live import forget_index

    made = make_answering_program(name=name, phone="217-555-0177", **POINT | {"latitude": 39.9})
    bump_revision(at=timezone.now())
    forget_index()
    return made


def test_next_two_are_offered_and_one_is_asked_by_an_agreement_of_its_own(given):
    number, referral = given
    organization, place = another()

    page = do(number, "show")
    shown = do(number, "ask", place=place.public_id)
    sent = do(number, "choose", place=place.public_id, program=organization.public_id)

    assert "Ask this place, and leave the other" in words(page)
    assert f"Only {organization.name} may learn it, for its place {place.name}." in words(shown)
    assert "Your request is with the next one now." in words(sent)
    assert Referral.objects.get().facility == place
    assert not decision_for(referral, referral.facility, at=timezone.now()).is_allowed


def test_another_program_than_the_one_that_was_shown_is_not_agreed_to(given):
    number, referral = given
    _, place = another()

    page = do(number, "choose", place=place.public_id, program="somebodyelse")

    assert (page.status_code, Referral.objects.get().facility) == (422, referral.facility)


@pytest.mark.parametrize("place", ["", "unknown", "x" * 500])
def test_place_that_is_none_is_not_asked(given, place):
    number, referral = given

    pages = [do(number, what, place=place) for what in ("ask", "choose")]

    assert [page.status_code for page in pages] == [200, 422]
    assert Referral.objects.get().facility == referral.facility


def test_consent_that_was_withdrawn_elsewhere_leaves_the_receipt_readable(given):
    number, _ = given
    withdraw_consent(consent=Consent.objects.get(), by=PRODUCT, at=timezone.now())

    assert do(number, "show").status_code == 200


def test_receipt_of_one_person_opens_nothing_of_another(given, earlier):
    number, mine = given
    program, facility = make_answering_program(name="Another Example Place", **POINT)
    ask_them(program, facility, at=earlier)

    do(number, "take-back")

    assert sorted(Referral.objects.values_list("pk", "stage")) == [(mine.pk, "canceled"), (mine.pk + 1, "sent")]


def test_language_changes_without_doing_it_twice(given):
    number, _ = given

    page = do(number, "take-back")

    switched = [tag for tag in all_with(page, "form") if tag["action"] == "/es/receipt/"]
    hidden = re.search(r'id="as-sent".*?</form>', page.content.decode(), re.S)[0]
    assert len(switched) == 1
    assert ('name="do"' in hidden, 'name="number"' in hidden, 'name="token"' in hidden) == (False, False, True)


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_other_sites_open_no_receipt(given, headers):
    number, _ = given

    page = Client(headers=headers).post("/receipt/", {"number": number})

    assert page.status_code == 403


def test_get_shows_a_form_and_reads_nothing(given):
    number, referral = given

    page = Client().get(f"/receipt/?number={number}")

    assert page.status_code == 200
    assert referral.facility.name not in words(page)
    assert all_with(page, "form", method="post", action="/receipt/")


def shown_after(number, referral, *stages, at, **given):
    moved(referral, *stages, at=at, **given)
    return words(do(number, "show"))


def test_time_that_is_over_is_not_said_to_be_ahead(given, earlier):
    number, referral = given
    past = earlier + timedelta(minutes=30)

    shown = shown_after(number, referral, Stage.EXPECTED, at=earlier, expected_at=past)

    assert ("They expect you on" in shown, "Did you get in?" in shown) == (False, True)


@pytest.mark.parametrize("stage", [Stage.ARRIVED, Stage.NO_SHOW, Stage.CANCELED])
def test_nobody_is_said_to_be_expected_once_it_stands_elsewhere(given, earlier, stage):
    number, referral = given
    ahead = timezone.now() + timedelta(days=2)
    expected = shown_after(number, referral, Stage.EXPECTED, at=earlier, expected_at=ahead)

    shown = shown_after(number, Referral.objects.get(), stage, at=timezone.now())

    assert ["They expect you on" in each for each in (expected, shown)] == [True, False]


@pytest.mark.parametrize("stage", [Stage.ARRIVED, Stage.CANCELED])
def test_place_is_not_said_to_be_kept_once_nobody_keeps_it(given, earlier, stage):
    number, referral = given
    kept = shown_after(number, referral, Stage.HELD, at=earlier)

    shown = shown_after(number, Referral.objects.get(), stage, at=timezone.now())

    assert ["A place is kept for you until" in each for each in (kept, shown)] == [True, False]


@pytest.mark.parametrize(
    ("stage", "is_said"), [(Stage.ACKNOWLEDGED, True), (Stage.EXPECTED, False), (Stage.HELD, False)]
)
def test_time_to_act_is_said_only_while_an_answer_is_awaited(given, earlier, stage, is_said):
    number, referral = given
    moved(referral, stage, at=earlier)

    first = words(send(number=number))

    assert ("They are asked to answer by" in first) == is_said


def test_time_to_act_that_is_past_is_said_to_be_past(given):
    number, _ = given
    Referral.objects.update(due_at=timezone.now() - timedelta(days=3))

    first = words(send(number=number))

    assert ["They are asked to answer by" in first, "They were asked to answer by" in first] == [False, True]


def test_next_two_are_none_that_said_no_already(given):
    number, referral = given
    first, (organization, place) = referral.facility, another()
    moved(referral, Stage.DECLINED, at=timezone.now())

    declined = words(do(number, "show"))
    sent = words(do(number, "choose", place=place.public_id, program=organization.public_id))

    assert (place.name in declined, Referral.objects.get().facility) == (True, place)
    assert (place.name in sent, first.name in sent) == (True, False)


def test_who_chose_another_may_go_back_to_the_first_which_said_nothing(given):
    number, referral = given
    first, (organization, place) = referral.facility, another()

    sent = words(do(number, "choose", place=place.public_id, program=organization.public_id))

    assert (Referral.objects.get().facility, first.name in sent) == (place, True)


def test_where_they_said_no_the_next_is_the_button_and_nobody_waits_for_them(given):
    number, referral = given
    another()
    before = do(number, "show")
    moved(referral, Stage.DECLINED, at=timezone.now())

    after = do(number, "show")

    filled = [len(all_with(page, "a", **{"class": "button"})) for page in (before, after)]
    asks = [len(all_with(page, "button", name="place", **{"class": "button"})) for page in (before, after)]
    assert (filled[0] - filled[1], asks) == (1, [0, 1])
    assert ["If they do not answer in time" in words(page) for page in (before, after)] == [True, False]
    assert ["If they cannot see you within 48 hours" in words(page) for page in (before, after)] == [True, False]


@pytest.mark.parametrize(("account", "is_offered"), [("got_in", False), ("turned_away", True), ("did_not_come", True)])
def test_who_says_that_they_got_in_is_offered_no_next_place(given, earlier, account, is_offered):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))

    shown = words(do(number, "how-it-went", account=account))

    told = "If they cannot see you within 48 hours", "If nobody can see you today, go to an emergency"
    assert [each in shown for each in told] == [is_offered, is_offered]


def test_who_was_turned_away_is_offered_the_next_although_the_program_says_they_came(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, Stage.ARRIVED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    before = words(do(number, "show"))

    shown = words(do(number, "how-it-went", account="turned_away"))

    assert ["If they cannot see you within 48 hours" in each for each in (before, shown)] == [False, True]


def test_no_of_the_program_at_its_desk_stands_beside_the_persons_word_at_once(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    moved(Referral.objects.get(), Stage.NO_SHOW, at=timezone.now())

    shown = words(do(number, "how-it-went", account="got_in"))

    assert "You and they say different things. One of us is called to ask." in shown
    assert Referral.objects.get().stage == "no_show"


@pytest.mark.parametrize(
    ("stage", "stood", "named"),
    [
        (Stage.EXPECTED, "They expected you.", "They expected you on"),
        (Stage.HELD, "They kept a place for you.", "A place was kept for you until"),
    ],
)
def test_time_that_has_gone_by_is_said_in_the_past_and_still_named(given, earlier, stage, stood, named):
    number, referral = given
    past = earlier + timedelta(minutes=30)
    moved(referral, stage, at=earlier, **{"held_until" if stage is Stage.HELD else "expected_at": past})

    first, all_of_it = words(send(number=number)), words(do(number, "show"))

    assert [stood in first, STANDS[stage] in first, named in first, named in all_of_it] == [True, False, False, True]


def test_once_care_has_begun_nobody_is_asked_whether_they_got_in_and_may_still_say_that_they_did_not(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    moved(Referral.objects.get(), Stage.ARRIVED, Stage.COMPLETED, at=timezone.now())

    page = do(number, "show")
    contradicted = do(number, "how-it-went", account="turned_away")

    offered = [button["value"] for button in all_with(page, "button", name="account")]
    assert ("Did you get in?" in words(page), offered) == (False, ["turned_away", "did_not_come"])
    assert "You say: I was there, and they could not take me." in words(contradicted)


def test_who_answered_that_nobody_came_is_not_waited_for(given, earlier):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    moved(Referral.objects.get(), Stage.NO_SHOW, at=timezone.now())

    before, after = do(number, "show"), do(number, "how-it-went", account="got_in")

    assert ["do not answer in time" in words(page) for page in (before, after)] == [False, False]
    assert ["One of us is there now." in words(page) for page in (before, after)] == [False, True]


@pytest.mark.parametrize(
    ("stage", "late", "said"),
    [
        (Stage.ASKED_BACK, False, "You answer first."),
        (Stage.WAITLISTED, True, "They are late. One of us asks them"),
        (Stage.ACKNOWLEDGED, False, "If they do not answer in time, one of us asks them"),
        (Stage.EXPECTED, False, ""),
    ],
)
def test_what_becomes_of_silence_is_said_for_where_it_stands(given, earlier, stage, late, said):
    number, referral = given
    moved(referral, stage, at=earlier, **({"words": "Any day?"} if stage is Stage.ASKED_BACK else {}))
    Referral.objects.update(due_at=timezone.now() + timedelta(hours=-1 if late else 1))

    shown = words(do(number, "show"))

    told = (
        "You answer first.",
        "They are late. One of us asks them",
        "If they do not answer in time, one of us asks them",
    )
    assert [each for each in told if each in shown] == ([said] if said else [])


@pytest.mark.parametrize(("days", "said"), [(-1, "they should have said"), (1, "they should say")])
def test_who_is_on_a_list_reads_by_when_it_is_told_how_the_list_stands(given, earlier, days, said):
    number, referral = given
    moved(referral, Stage.WAITLISTED, at=earlier)
    Referral.objects.update(due_at=timezone.now() + timedelta(days=days))

    first = words(send(number=number))

    assert [said in first, "asked to answer" in first] == [True, False]


@pytest.mark.parametrize(
    ("account", "others"),
    [
        ("got_in", ["turned_away", "did_not_come"]),
        ("turned_away", ["got_in", "did_not_come"]),
        ("did_not_come", ["got_in", "turned_away"]),
    ],
)
def test_what_was_said_already_is_not_offered_again(given, earlier, account, others):
    number, referral = given
    moved(referral, Stage.EXPECTED, at=earlier, expected_at=earlier + timedelta(minutes=30))
    before = do(number, "show")

    after = do(number, "how-it-went", account=account)

    offered = [[each.get("value") for each in all_with(page, "button", name="account")] for page in (before, after)]
    assert offered == [["got_in", "turned_away", "did_not_come"], others]
    assert ["Was it otherwise? Say it here." in words(page) for page in (before, after)] == [False, True]


def test_what_was_taken_back_ends_with_a_way_on(given):
    number, _ = given

    pages = do(number, "show"), do(number, "take-back")

    assert [">Find other help</a>" in page.content.decode() for page in pages] == [False, True]

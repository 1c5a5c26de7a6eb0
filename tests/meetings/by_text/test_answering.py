"""The whole way of a text: signed, asked first, answered in neutral words, and forgotten."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from handrail.meetings.by_text.actions import choose_reply, forget_texts, number_key
from handrail.meetings.by_text.queries import place_of_zip, places_to_tell
from handrail.meetings.domain.texts import MOST_A_DAY, WAITS, Reply, Step, read_text
from handrail.meetings.models import AnsweredText, Meeting, PeoplesWord, TextQuestion
from handrail.messaging.delivering.actions.provider_copies import UNHEARD, forget_at_providers
from handrail.messaging.models import BudgetCount, Message, ProviderCopy
from handrail.privacy.models import Subject
from meetings.by_text.conftest import EVENING
from messaging.twilio_stand_in import HOST
from stored_rows import everything_stored

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "+13125550142", "+13125550143"
NOTHING = ""
QUESTION = (
    "Reply YES 60608 (espanol: SI 60608) to get times by text. Your phone company can read texts. Msg rates may apply."
    " STOP ends it."
)
ANSWER = (
    "3 places near you: 7 pm 1234 W 18th St, 0.1 mi; 7:30 pm 55 Main Street, 1.3 mi; tomorrow 7 am 9 Elm Ave, Chicago,"
    " 3 mi. STOP ends it."
)
HELP = "Text a ZIP code, like 60608, to get times near it. In danger call 911. STOP ends it. Espanol: REUNION 60608"


def hand_in(request):
    path, fields, signature = request
    return Client().post(path, fields, headers={"X-Twilio-Signature": signature}, secure=True)


def said(response):
    """The words of the answer, without Twilio's marks around them."""
    body = response.content.decode()
    return body.partition('">')[2].partition("</Message>")[0] if "<Message" in body else NOTHING


def text(twilio, body, number=PHONE, **more):
    return said(hand_in(twilio.text_from(number, body, **more)))


@pytest.fixture
def asked(evening, twilio):
    text(twilio, "MEETING 60608")


def test_first_text_is_asked_and_the_yes_answered(evening, twilio):
    first = text(twilio, "MEETING 60608")
    second = text(twilio, "YES 60608")

    assert (first, second) == (QUESTION, ANSWER)


def test_spanish_is_asked_and_answered_in_spanish(evening, twilio):
    first = text(twilio, "Reunión 60608")
    second = text(twilio, "Sí, 60608")

    assert first.startswith("Responda SI 60608 para recibir horarios por texto.")
    assert second.startswith("3 lugares cerca de usted: 7 pm 1234 W 18th St, 0.1 mi; ")
    assert "; mañana 7 am 9 Elm Ave, Chicago, 3 mi. STOP lo termina." in second


def test_yes_alone_is_asked_for_its_place(asked, twilio):
    first = text(twilio, "Yes")
    second = text(twilio, "60608")

    assert (first, second) == ("Thanks. Now text your ZIP code, like 60608. STOP ends it.", ANSWER)


def test_zip_that_there_is_not_is_asked_again(asked, twilio):
    first = text(twilio, "YES 00000")
    second = text(twilio, "60608")

    assert first == "We do not know this ZIP code. Text another one, like 60608. STOP ends it."
    assert second == ANSWER


def test_nothing_of_number_and_place_is_stored_while_it_waits_and_only_counts_after(evening, twilio):
    text(twilio, "MEETING 60608")
    text(twilio, "YES")
    while_it_waits = str({name: rows for name, rows in everything_stored().items() if name != "meetings_meeting"})
    text(twilio, "60608")
    after = str({name: rows for name, rows in everything_stored().items() if name != "meetings_meeting"})

    for stored in (while_it_waits, after):
        assert [word for word in ("5550142", "60608", "MEETING") if word in stored] == []
    assert (TextQuestion.objects.count(), Message.objects.count(), Subject.objects.count()) == (0, 0, 0)
    assert sorted(BudgetCount.objects.values_list("scope", "used")) == sorted(
        [("meeting-texts", 3), (number_key(PHONE), 3)]
    )


def test_yes_to_a_question_that_was_never_asked_is_asked_first(evening, twilio):
    assert text(twilio, "YES 60608") == QUESTION


def test_question_stands_ten_minutes(asked, twilio, monkeypatch):
    monkeypatch.setattr("handrail.messaging.views.timezone.now", lambda: EVENING + WAITS)

    assert text(twilio, "YES 60608") == QUESTION


def test_place_alone_is_no_yes(asked, twilio):
    assert text(twilio, "60608") == QUESTION


def test_yes_of_one_number_is_not_of_another(asked, twilio):
    assert text(twilio, "YES 60608", number=OTHER_PHONE) == QUESTION


def test_answer_ends_the_yes(asked, twilio):
    text(twilio, "YES 60608")

    assert text(twilio, "MEETING 60608") == QUESTION


def test_clock_moved_back_lets_no_old_yes_stand(asked, twilio, monkeypatch):
    monkeypatch.setattr("handrail.messaging.views.timezone.now", lambda: EVENING - timedelta(days=1))

    assert text(twilio, "YES 60608") == QUESTION


def test_stop_in_between_ends_it_and_start_begins_anew(asked, twilio):
    stopped = text(twilio, "STOP")
    left = TextQuestion.objects.count()
    after_stop = [text(twilio, body) for body in ("YES 60608", "MEETING 60608", "what")]
    started = text(twilio, "START")
    late_yes = text(twilio, "YES")

    assert (stopped, left, after_stop, started) == (NOTHING, 0, [NOTHING] * 3, NOTHING)
    assert late_yes == HELP


def test_stop_that_twilio_answers_itself_ends_it_too(asked, twilio):
    text(twilio, "STOP", OptOutType="STOP")

    assert TextQuestion.objects.count() == 0


def test_help_tells_of_both(evening, twilio):
    told = [text(twilio, body) for body in ("HELP", "Ayuda")]

    assert told == [
        "These are short notes you agreed to get. Reply STOP to end them."
        " Text a ZIP code, like 60608, to get times near it.",
        "Son avisos cortos que usted acepta recibir. Responda STOP para terminar."
        " Mande REUNION y su ZIP, y reciba horarios cerca.",
    ]


def test_unknown_words_are_answered_once_a_day_with_help(evening, twilio, monkeypatch):
    first = [text(twilio, body) for body in ("I need a meeting in Pilsen", "hello?")]
    monkeypatch.setattr("handrail.messaging.views.timezone.now", lambda: EVENING + timedelta(days=1))
    next_day = text(twilio, "hello?")

    assert (first, next_day) == ([HELP, NOTHING], HELP)


@pytest.mark.parametrize(
    "body",
    [
        "MEETING 60608</Message><Message to='+19005550100'>",
        "MEETING 60608' OR 1=1 --",
        "MEETING {zip} {0.__class__}",
        "MEETING 60608 60609",
        "٦٠٦٠٨",
        "",
    ],
)
def test_injection_is_an_unknown_word(evening, twilio, body):
    assert text(twilio, body) in (HELP, NOTHING)
    assert TextQuestion.objects.count() == 0


def test_overlong_text_is_refused_without_an_answer(evening, twilio):
    assert text(twilio, "MEETING 60608" + " " * 200) == NOTHING
    assert AnsweredText.objects.count() == 0


def test_replayed_text_is_answered_once(asked, twilio):
    request = twilio.text_from(PHONE, "YES 60608")

    told = [said(hand_in(request)) for _ in range(3)]

    assert told == [ANSWER, NOTHING, NOTHING]


def test_wrong_signature_is_refused_and_changes_nothing(asked, twilio):
    path, fields, _ = twilio.text_from(PHONE, "YES 60608")

    responses = [
        hand_in((path, fields, "")),
        hand_in((path, fields | {"From": OTHER_PHONE}, twilio.text_from(PHONE, "YES 60608")[2])),
        hand_in(twilio.signed(f"https://{HOST}{path}", fields, token="another")),
    ]

    assert [response.status_code for response in responses] == [403] * 3
    assert TextQuestion.objects.get().step == Step.ASKED


def test_flood_from_one_number_ends_and_takes_nothing_from_others(evening, twilio):
    told = [text(twilio, "MEETING 60608") for _ in range(MOST_A_DAY + 3)]
    other = text(twilio, "MEETING 60608", number=OTHER_PHONE)

    assert told == [QUESTION] * MOST_A_DAY + [NOTHING] * 3
    assert other == QUESTION


def test_flood_from_many_numbers_ends_and_takes_no_message_from_anybody(evening, twilio, settings):
    settings.MEETING_TEXTS_PER_DAY = 3

    told = [text(twilio, "MEETING 60608", number=f"+1312555{number:04}") for number in range(5)]

    assert told == [QUESTION] * 3 + [NOTHING] * 2
    assert BudgetCount.objects.filter(scope="sms").count() == 0


def test_numbers_abroad_and_no_numbers_are_not_answered(evening, twilio):
    told = [text(twilio, "MEETING 60608", number=number) for number in ("+18765550142", "+447700900123", "24273")]

    assert told == [NOTHING] * 3


def test_nothing_is_answered_where_it_is_not_offered(evening, twilio, settings):
    settings.MEETINGS_TEXT_NUMBER = ""

    told = [text(twilio, body) for body in ("MEETING 60608", "YES 60608", "hello?")]

    assert (told, TextQuestion.objects.count(), AnsweredText.objects.count()) == ([NOTHING] * 3, 0, 0)


def test_door_is_closed_where_there_is_no_agreement_with_who_carries_texts(evening, twilio, settings):
    settings.MESSAGE_AGREEMENT = {}

    assert hand_in(twilio.text_from(PHONE, "MEETING 60608")).status_code == 404


def test_answer_is_deleted_at_the_provider_though_we_never_sent_it(asked, twilio):
    response = hand_in(twilio.text_from(PHONE, "YES 60608"))
    ours = twilio.reply_to(response)
    hand_in(twilio.callback(ours, "delivered"))
    twilio.settle(ours, "delivered")

    forget_at_providers(at=EVENING + UNHEARD)

    assert ours in twilio.deleted


def test_provider_that_is_down_is_asked_again_and_nothing_else_waits_for_it(asked, twilio):
    ours = twilio.reply_to(hand_in(twilio.text_from(PHONE, "YES 60608")))
    hand_in(twilio.callback(ours, "failed", ErrorCode="30003"))
    twilio.settle(ours, "failed")
    twilio.is_down = True

    forget_at_providers(at=EVENING + UNHEARD)
    kept = ProviderCopy.objects.filter(provider_id=ours).count()
    twilio.is_down = False
    forget_at_providers(at=EVENING + UNHEARD + timedelta(hours=1))

    assert (kept, ours in twilio.deleted, Message.objects.count()) == (1, True, 0)


def test_answer_that_broke_is_given_when_the_text_is_handed_on_again(evening, twilio, monkeypatch):
    def broken(*told):
        raise RuntimeError

    request = twilio.text_from(PHONE, "MEETING 60608")
    with monkeypatch.context() as patched:
        patched.setattr("handrail.meetings.by_text.actions.has_room", broken)
        with pytest.raises(RuntimeError):
            hand_in(request)

    assert said(hand_in(request)) == QUESTION


def test_nobody_near_is_said_so(asked, twilio):
    assert text(twilio, "YES 99501") == ("No place near you in the next 24 hours. 211 may know more. STOP ends it.")


def test_places_cost_as_many_queries_with_three_as_with_none(evening, django_assert_num_queries):
    chicago = place_of_zip("60608")
    places_to_tell(place=chicago, at=EVENING)

    with django_assert_num_queries(1):
        told = places_to_tell(place=chicago, at=EVENING)

    assert [place.street for place in told] == ["1234 W 18th St", "55 Main Street", "9 Elm Ave"]


@pytest.mark.parametrize(
    "word",
    [
        {"doubt": "nobody", "doubt_days": 2, "doubted_on": EVENING.date()},
        {"medicine": "told_to_stop", "medicine_days": 5},
    ],
)
def test_what_bears_a_warning_elsewhere_is_not_named_where_there_is_no_room_for_it(evening, word):
    PeoplesWord.objects.create(meeting=Meeting.objects.get(street="9 Elm Ave"), **word)

    told = places_to_tell(place=place_of_zip("60608"), at=EVENING)

    assert [place.street for place in told] == ["1234 W 18th St", "55 Main Street"]


@pytest.mark.django_db(transaction=True)
def test_two_yes_at_once_are_answered_once():
    choose_reply(number=PHONE, sid="SM0", read=read_text("MEETING 60608"), is_place_known=True, at=EVENING)
    replies = []

    def agree(sid):
        yes = read_text("YES 60608")
        replies.append(choose_reply(number=PHONE, sid=sid, read=yes, is_place_known=True, at=EVENING))
        connections.close_all()

    threads = [threading.Thread(target=agree, args=[f"SM{number}"]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert replies.count(Reply.PLACES) == 1


def test_worker_forgets_what_nobody_answered_and_what_is_past(asked, at):
    times = [EVENING + WAITS - timedelta(seconds=1), EVENING + WAITS, EVENING + timedelta(days=1)]

    assert [forget_texts(at=moment) for moment in times] == [0, 1, 1]
    assert (TextQuestion.objects.count(), AnsweredText.objects.count()) == (0, 0)


def test_worker_forgets_what_another_clock_wrote(asked):
    forget_texts(at=EVENING - timedelta(days=9))

    assert (TextQuestion.objects.count(), AnsweredText.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"number_key": "a", "step": "maybe"}, "meetings_text_step_is_known"),
        ({"number_key": "", "step": "asked"}, "meetings_text_question_is_somebodys"),
    ],
)
def test_database_refuses_a_question_that_is_none(row, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TextQuestion.objects.create(asked_at=EVENING, **row)


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (TextQuestion, {"number_key": "a", "step": "asked", "asked_at": EVENING}),
        (AnsweredText, {"text_key": "a", "heard_at": EVENING}),
    ],
)
def test_database_keeps_each_once_and_names_it_by_its_number(model, row):
    kept = model.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)

    assert str(kept) == f"{model._meta.verbose_name} {kept.pk}"

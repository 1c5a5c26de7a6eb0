import pytest

from factories import make_facility
from handrail.directory.card_facts import card_facts
from handrail.directory.domain.sources import FacilityKind
from handrail.directory.facility_facts import facility_words
from handrail.directory.labels import code_labels
from handrail.directory.page_facts import Caller, page_facts

pytestmark = pytest.mark.django_db


def test_few_facts_stand_first_and_none_is_lost_with_every_code_there_is():
    codes = [*code_labels(), *(f"ZQ{number}" for number in range(40))]
    facility = make_facility(codes=" ".join(codes))

    shown = page_facts(facility, "en")

    lines = [line.code for group in shown.shown for line in (*group.first, *group.more)]
    lines += [line.code for group in shown.folded for line in group.lines]
    assert sorted(lines) == sorted(codes)
    assert [group.code for group in shown.shown] == ["pay", "care", "medicine", "who", "languages"]
    assert max(len(group.first) for group in shown.shown) <= 8


def test_a_facility_without_a_code_still_has_a_script_and_signs_without_an_answer():
    shown = page_facts(make_facility(codes="", phone=""), "en")

    assert (shown.shown, shown.folded, shown.extension) == ((), (), "")
    assert shown.script[0].code == "say_hello"
    assert {sign.answer for sign in shown.signs} == {"no answer listed"}


def test_signs_name_what_is_listed_and_keep_a_doubt():
    shown = page_facts(make_facility(codes="SA CARF STAG BU NMOA"), "en")

    signs = {sign.code: sign.answer for sign in shown.signs if sign.is_listed}
    assert signs == {
        "sign_state_license": "Licensed by state addiction agency",
        "sign_carf": "CARF accredited",
        "sign_medicine": "Listed as “Buprenorphine here”; ask when you call",
    }


def test_the_extension_is_said_in_words_that_can_be_followed():
    shown = page_facts(make_facility(phone="217-555-0101 x12"), "es")

    assert shown.extension == (
        "Si contesta una máquina, marque 12. Si contesta una persona, pida la extensión 12. Anótela."
    )


def test_a_card_says_medicine_payment_whom_it_serves_and_its_date():
    card = card_facts(make_facility(codes="SA BU MD SS OUDO"), "en")

    assert (card.medicine.text, card.payment.text) == (
        "Lists buprenorphine",
        "Takes Medicaid\u00a0· Price depends on your income",
    )
    assert [tag.text for tag in card.tags] == ["Only opioid use disorder"]
    assert card.source == "SAMHSA National Directory, 2023"
    assert card.verified == "Never verified since import"


def test_a_place_for_mental_health_alone_says_so():
    card = card_facts(make_facility(kind=FacilityKind.MENTAL_HEALTH, codes="MH"), "es")

    assert [tag.text for tag in card.tags] == ["Solo salud mental"]
    assert card.payment.code == "payment_none"


def test_every_sentence_is_there_in_both_languages():
    same = [name for name, text in facility_words().items() if text["en"] == text["es"]]

    assert same == ["source_findtreatment_export"]


@pytest.mark.parametrize(
    ("caller", "hello", "medicine", "cost"),
    [
        (
            Caller(),
            "Hi. I am looking for treatment for opioid use. Are you taking new people?",
            "Can I start buprenorphine with you? How soon?",
            "Do you take my insurance? What will I pay in all?",
        ),
        (
            Caller("loved", covers=("medicaid",)),
            "Hi. I am calling for someone I love, who uses opioids. Are you taking new people?",
            "Can they start buprenorphine with you? How soon?",
            "They have Medicaid. Do you take it? What will it cost in all?",
        ),
        (
            Caller("client", covers=("none",)),
            "Hi. I am calling for a person in my care, who uses opioids. Are you taking new people?",
            "Can they start buprenorphine with you? How soon?",
            "They have no insurance. What will it cost? Is there money that can help?",
        ),
        (
            Caller(covers=("medicaid", "private")),
            "Hi. I am looking for treatment for opioid use. Are you taking new people?",
            "Can I start buprenorphine with you? How soon?",
            "I have Medicaid or private insurance. Do you take it? What will I pay in all?",
        ),
    ],
)
def test_script_is_worded_for_who_calls_and_for_the_cover_they_chose(caller, hello, medicine, cost):
    lines = [line.text for line in page_facts(make_facility(codes="SA OP BU"), "en", caller=caller).script]

    assert lines[:3] == [hello, medicine, cost]


def test_extension_is_that_of_the_number_to_call_first():
    facility = make_facility(phone="217-555-0101 x12", intake_phones=["217-555-0111 x3"])

    shown = page_facts(facility, "en")

    assert shown.extension.startswith("If a machine answers, press 3.")


@pytest.mark.parametrize(("language", "said"), [("en", "yes, listed"), ("es", "sí, figura en la lista")])
def test_sign_is_not_answered_with_its_own_name(language, said):
    shown = page_facts(make_facility(codes="SA CARF NOE"), language)

    answers = {sign.code: sign.answer for sign in shown.signs}
    assert answers["sign_naloxone"] == said
    assert [sign.code for sign in shown.signs if sign.answer == sign.name] == []

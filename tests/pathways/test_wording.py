"""Every code of a path has words in both languages, in sentences a tired person can read."""

import re

import pytest
from hypothesis import given, settings

from handrail.pathways.domain.asking import questions
from handrail.pathways.domain.explaining import LegFacts, PathFacts, reasons, warnings
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.strands import OFFERS, STRANDS
from handrail.pathways.domain.traits import traits_of
from handrail.pathways.domain.vocabulary import LANGUAGES, PAYMENTS, WISHES
from handrail.pathways.domain.weights import WEIGHTS
from handrail.pathways.wording import say, say_first, say_question, say_reason, say_warning, wish_words, words
from pathways.directory_samples import facilities, needs

AVOIDED = re.compile(
    r"\b(addicts?|junk(ie|y)s?|abus(e|er|ers)|clean|dirty|relapse|habit|inmates?|convicts?|enabling|adictos?|limpio|sucio|"
    r"recaída|abuso)\b",
    re.IGNORECASE,
)


def every_sentence():
    for group, entries in words().items():
        for code, texts in entries.items():
            if group != "language":
                for language, text in texts.items():
                    yield f"{group}.{code}.{language}", text


@pytest.mark.parametrize("language", ["en", "es"])
@given(sample=facilities.filter(lambda rows: len(rows) >= 2), need=needs)
@settings(max_examples=150, deadline=None)
def test_every_note_of_any_path_can_be_said(language, sample, need):
    legs = [
        LegFacts(role, "Alder", frozenset(codes), traits_of(frozenset(codes)), 120, is_in_state, is_in_state)
        for role, is_in_state, (codes, *_rest) in zip(("start", "continue"), (True, False), sample, strict=False)
    ]
    wishes = tuple(wish.name for wish in need.wishes)

    said = []
    for kind in Kind:
        path = PathFacts(kind, need, *legs, False, True, wishes)
        said += [say_reason(note, language) for note in reasons(path)]
        said += [say_warning(note, language) for note in warnings(path)]
        said += [say_question(note, language) for note in questions(path)]

    assert [text for text in said if not text or "{" in text] == []


def test_every_wish_cover_weight_strand_and_offer_has_words_in_both_languages():
    missing = []
    for language in ("en", "es"):
        for wish in (*WISHES, *(f"language:{name}" for name in LANGUAGES)):
            missing += [] if wish_words(wish, language) else [wish]
        for group, codes in {
            "cover": PAYMENTS,
            "weight": [weight.code for weight in WEIGHTS],
            "unit": {weight.unit for weight in WEIGHTS},
            "strand": STRANDS,
            "offer": OFFERS,
        }.items():
            missing += [f"{group}.{code}" for code in codes if not say(group, code, language)]

    assert missing == []


def test_no_sentence_is_longer_than_twenty_words():
    long = [
        (name, sentence)
        for name, text in every_sentence()
        if not name.startswith("weight.")
        for sentence in re.split(r"[.?!:;](?:\s|$)", text)
        if len(sentence.split()) > 20
    ]

    assert long == []


def test_no_sentence_uses_a_word_that_shames():
    assert [name for name, text in every_sentence() if AVOIDED.search(text)] == []


def test_spanish_is_never_left_in_english():
    same = [
        f"{group}.{code}"
        for group, entries in words().items()
        if group != "language"
        for code, texts in entries.items()
        if texts["en"] == texts["es"] and code not in {"medicaid", "medicare"}
    ]

    assert same == []


def test_no_dose_and_no_taper_schedule_is_ever_said():
    assert [name for name, text in every_sentence() if re.search(r"\b\d+\s*(mg|milligram|miligram)", text)] == []


def test_spanish_never_says_to_leave_alcohol_or_benzos_by_themselves():
    """ "Deje … a solas" is read so. "A solas" is right of a person who uses or travels alone."""
    left = re.compile(r"\b(deje|dejar\w*)\b[^.]*\ba solas\b", re.IGNORECASE)

    assert [name for name, text in every_sentence() if name.endswith(".es") and left.search(text)] == []


def test_medicine_halves_the_risk_and_never_kills_half_of_those_who_take_it():
    told = [say("summary", "medicine_first", language) for language in ("en", "es")]

    assert told == [
        "You can start without a withdrawal stay. People who start and stay on medicine die about half as often.",
        "Puede empezar sin internarse. Empezar la medicina y seguir con ella reduce a cerca de la mitad el riesgo de "
        "morir.",
    ]


def test_pregnant_people_are_never_told_to_go_on_with_everything():
    told = say("first", "pregnant_other", "en")

    assert told == (
        "Pregnant: ask for a visit the same day, and say so first. "
        "Do not suddenly stop alcohol, benzos, opioids or their medicine."
    )


def test_facts_are_said_as_the_evidence_has_them():
    fentanyl = [say("first", "fentanyl_supply", language) for language in ("en", "es")]
    rewards = [say("reason", "contingency_management", language) for language in ("en", "es")]

    assert fentanyl == [
        "Most US opioid deaths now involve fentanyl. Keep naloxone in reach.",
        "En la mayoría de las muertes por opioides en EE. UU. hay fentanilo. Tenga naloxona a mano.",
    ]
    assert rewards == [
        "Lists rewards for reaching goals, which helped with stimulants in studies of people on opioid medicine",
        "Indica premios por lograr metas, que ayudaron con los estimulantes en estudios de personas con medicina para "
        "opioides",
    ]


@pytest.mark.parametrize("code", ["keep_medicine", "pregnant"])
@pytest.mark.parametrize("who", ["loved", "client"])
def test_who_helps_is_not_told_of_a_medicine_or_baby_of_their_own(code, who):
    told = say_first(code, "en", who)

    assert "your" not in told
    assert " you " not in f" {told} "

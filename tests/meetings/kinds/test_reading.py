"""The table of answers is whole, sourced, dated, plain, and fair to each way."""

import re
import tomllib

from handrail.learn.domain.avoided_words import avoided_words
from handrail.meetings.domain.fellowships import Fellowship
from handrail.meetings.domain.positions import POSITIONS
from handrail.meetings.domain.ways import EVERY_WAY, WAYS, Question, Training, fellowship_of
from handrail.meetings.kinds.reading import FOLDER, answers, sources
from handrail.meetings.wordings.ways import KINDS, QUESTIONS, way_name

LANGUAGES = ("en", "es")
MOST_WORDS = 20
TEXTS = [(key, language, answer.text[language]) for key, answer in answers().items() for language in LANGUAGES]


def test_every_way_answers_every_question_once():
    told = {(way, question) for way, question in answers() if question is not Question.MEDICINE}

    assert told == {(way, question) for way in EVERY_WAY for question in Question if question is not Question.MEDICINE}
    assert len(answers()) == len(tomllib.loads((FOLDER / "answers.toml").read_text(encoding="utf-8"))["answer"])


def test_medicine_is_told_by_the_one_table_of_positions_where_a_fellowship_has_one():
    asked = {way for way, question in answers() if question is Question.MEDICINE}

    assert asked == {Training.CRAFT}
    assert {fellowship_of(way) for way in EVERY_WAY} <= set(POSITIONS)


def test_every_way_stands_in_one_kind_and_in_the_order_of_the_alphabet():
    assert sorted(EVERY_WAY) == sorted([*set(Fellowship) - {Fellowship.OTHER}, *Training])
    assert {kind: [way_name(way, "en") for way in ways] for kind, ways in WAYS.items()} == {
        kind: sorted((way_name(way, "en") for way in ways), key=str.casefold) for kind, ways in WAYS.items()
    }
    assert (set(KINDS), set(QUESTIONS)) == (set(WAYS), set(Question))


def test_every_answer_rests_on_sources_and_every_source_is_used():
    used = {source for answer in answers().values() for source in answer.sources}

    assert [key for key, answer in answers().items() if not answer.sources] == []
    assert used == set(sources().values())


def test_only_answers_of_the_evidence_review_count_as_confirmed():
    confirmed = {question for (_, question), answer in answers().items() if answer.is_confirmed}
    unread = {way for (way, _), answer in answers().items() if not answer.is_read}

    assert confirmed == {Question.EVIDENCE}
    assert unread == {Fellowship.NAR_ANON}


def test_no_source_was_read_after_its_answer_was_checked():
    late = [
        key
        for key, answer in answers().items()
        if any(source.read and source.read > answer.checked for source in answer.sources)
    ]

    assert late == []


def test_sentences_are_short():
    sentences = [(key, each) for key, _, text in TEXTS for each in re.split(r"(?<=[.!?])\s", text)]

    assert [(key, each) for key, each in sentences if len(each.split()) > MOST_WORDS] == []


def test_no_answer_uses_a_word_that_wounds():
    found = [(key, avoided_words([text], language)) for key, language, text in TEXTS]

    assert [(key, words) for key, words in found if words] == []


def test_no_group_is_called_better_than_another():
    ranking = re.compile(r"\b(?:best|better than|worse|mejor que|peor)\b", re.IGNORECASE)

    assert [(key, text) for key, _, text in TEXTS if ranking.search(text)] == []

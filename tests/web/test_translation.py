import re

import pytest

from handrail.web import catalogs
from handrail.web.extraction import extracted_texts
from handrail.web.translation import CLOSE_MARK, OPEN_MARK, PSEUDO, translate, translate_plural

PLACEHOLDER = re.compile(r"%\(\w+\)s")
SAME_IN_BOTH = {"Medicaid", "Medicare", "LGBTQ+", "Hindi", "Hmong", "Hospital", "Ojibwa", "Yupik", "N", "No"}
SAME_IN_BOTH |= {"%(day)s: %(hours)s", "%(weekday)s, %(day)s, %(time)s (%(zone)s)"}  # values alone


@pytest.fixture(scope="module")
def texts():
    return extracted_texts()


def test_every_text_shown_has_spanish_words(texts):
    stored = catalogs.stored_catalog()

    assert [text for text in texts if not (stored.get(text) and stored.get(text).string)] == []


def test_catalog_holds_no_text_that_is_no_longer_shown(texts):
    assert [message.id for message in catalogs.stored_catalog() if message.id and message.id not in texts] == []


def test_compiled_catalog_is_the_catalog():
    stored = catalogs.stored_catalog()

    assert catalogs.catalog_file("mo").read_bytes() == catalogs.compiled(stored)


def test_catalog_is_written_as_the_command_writes_it(texts):
    assert catalogs.catalog_file("po").read_bytes() == catalogs.as_po(
        catalogs.in_step(catalogs.stored_catalog(), texts)
    )


def test_translations_fill_in_the_same_values():
    different = [
        message.id
        for message in catalogs.stored_catalog()
        if message.id and sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(message.string))
    ]

    assert different == []


def test_spanish_is_not_english():
    same = {message.id for message in catalogs.stored_catalog() if message.id and message.id == message.string}

    assert same == SAME_IN_BOTH


def test_sentences_have_at_most_twenty_words():
    long = [
        sentence
        for message in catalogs.stored_catalog()
        for text in (message.id, message.string)
        if text
        for sentence in re.split(r"(?<=[.?!:])\s", text)
        if len(sentence.split()) > 20
    ]

    assert long == []


AVOIDED = re.compile(
    r"\b(addicts?|junkies?|abus\w+|clean|dirty|relaps\w*|enabling|tough love|rock bottom|inmates?)\b", re.I
)


def test_words_are_person_first():
    found = [message.id for message in catalogs.stored_catalog() if message.id and AVOIDED.search(message.id)]

    assert found == []


def test_translate_fills_in_params():
    assert translate("%(miles)s miles", "es", miles="3.5") == "3.5 millas"


def test_translate_without_a_translation_shows_the_english():
    assert translate("a text that nobody wrote", "es") == "a text that nobody wrote"


def test_translate_plural_has_one_form_for_one():
    assert [translate_plural("%(count)s path", "%(count)s paths", count, "en") for count in (0, 1, 2)] == [
        "0 paths",
        "1 path",
        "2 paths",
    ]


def test_pseudo_locale_marks_what_it_translates():
    assert translate("Call", PSEUDO) == f"{OPEN_MARK}Call{CLOSE_MARK}"


def test_spanish_quotes_are_those_of_the_united_states():
    stored = catalogs.stored_catalog()

    assert [message.id for message in stored if re.search("[«»]", str(message.string))] == []

import csv
import re

import pytest

from handrail.directory.domain.code_groups import GROUP_HEADINGS, CodeGroup
from handrail.directory.labels import code_labels, group_of, in_dictionary_order, label

AVOIDED = re.compile(
    r"\b(addicts?|junkie|users?|abusers?|abuse|habits?|clean|dirty|substitution|MAT|relapse|detox|non-?compliant|refused?"
    r"|enabling|tough love|rock bottom|inmates?|convicts?|adictos?|drogadictos?|abuso|limpio|sucio|recaída|reos?)\b",
    re.IGNORECASE,
)
ONLY_IN_THE_EXPORT = {"UBN", "CT", "MSNH"}


def test_label_speaks_both_languages():
    assert (label("SP", "en"), label("SP", "es")) == ("Spanish spoken", "Se habla español")


def test_an_unknown_code_is_shown_raw():
    assert (label("XYZ", "en"), label("XYZ", "es"), group_of("XYZ")) == ("XYZ", "XYZ", CodeGroup.OTHER)


def test_group_of_sorts_as_people_ask():
    assert [group_of(code) for code in ("MD", "RES", "BU", "VET", "SP", "PEER", "NOE", "HIVT", "CARF", "SMON")] == [
        CodeGroup.PAY, CodeGroup.CARE, CodeGroup.MEDICINE, CodeGroup.WHO, CodeGroup.LANGUAGES, CodeGroup.SUPPORT,
        CodeGroup.SAFETY, CodeGroup.TESTING, CodeGroup.QUALITY, CodeGroup.RULES,
    ]  # fmt: skip


def test_every_group_has_a_heading_in_both_languages():
    assert set(GROUP_HEADINGS) == set(CodeGroup)
    assert [group for group, (english, spanish) in GROUP_HEADINGS.items() if english == spanish] == []


def test_no_label_is_longer_than_six_words():
    texts = [text for known in code_labels().values() for text in (known.en, known.es)]

    assert [text for text in texts if len(text.split()) > 6 or not text.strip()] == []


def test_spanish_labels_are_not_the_english_ones():
    assert [code for code, known in code_labels().items() if known.en.casefold() == known.es.casefold()] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_labels_are_unique_within_a_language(language):
    texts = [getattr(known, language).casefold() for known in code_labels().values()]

    assert sorted(texts) == sorted(set(texts))


def test_labels_are_person_first():
    texts = [text for known in code_labels().values() for text in (known.en, known.es)]

    assert [text for text in texts if AVOIDED.search(text)] == []


def test_codes_come_in_dictionary_order_with_unknown_ones_last():
    assert in_dictionary_order({"ZZZ", "MD", "SA", "AAA", "BU"}) == ["SA", "BU", "MD", "AAA", "ZZZ"]


@pytest.mark.shared_data
def test_every_code_of_the_dictionary_has_a_label_that_is_no_copy(shared_data):
    with (shared_data / "samhsa" / "service_codes.csv").open(encoding="utf-8", newline="") as lines:
        official = {row["service_code"]: row["service_name"] for row in csv.DictReader(lines)}

    labels = code_labels()

    assert set(labels) == set(official) | ONLY_IN_THE_EXPORT
    copies = [
        code
        for code, name in official.items()
        if name.casefold() in {labels[code].en.casefold(), labels[code].es.casefold()}
    ]
    assert copies == []

"""What messages say reveals nothing, in both languages, and each text is one SMS (P8)."""

import re
from datetime import timedelta

import pytest

from handrail.messaging.channels.interface import Letter
from handrail.messaging.domain.kinds import MessageKind
from handrail.messaging.words import help_text, message_words, sms_of, subject_of, text_of

LANGUAGES = ("en", "es")
TELLING = re.compile(
    r"health|salud|clinic|clínic|hospital|treat|tratam|medic|doctor|nurse|enferm|drug|drog|substanc|sustanc|heroin|opioid"
    r"|methadone|metadona|bupre|naloxon|detox|rehab|recover|recupera|sober|sobri|addict|adic|withdraw|abstinen|patient"
    r"|pacient|appointment|cita\b|referral|handrail|program|counsel|consej|therap|terap|crisis|meeting|plan\b",
    re.IGNORECASE,
)
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
LONGEST_LINK = "https://go.example-notes.org/answer/abcdefghijklmnopqrstuv/"


def letters():
    for kind in MessageKind:
        for language in LANGUAGES:
            yield Letter("k", kind, language, "+13125550142", LONGEST_LINK, timedelta(hours=1))


def test_every_kind_has_its_words_in_both_languages():
    words = message_words()

    assert set(words) == {*MessageKind, "help", "stop"}
    assert [kind for kind in MessageKind if set(words[kind]) != {"subject", "text"}] == []
    assert [said for parts in words.values() for said in parts.values() if sorted(said) != sorted(LANGUAGES)] == []


def test_no_word_reveals_what_this_is_about():
    said = [text for letter in letters() for text in (subject_of(letter), text_of(letter), sms_of(letter))]

    told = [text for text in [*said, *map(help_text, LANGUAGES)] if TELLING.search(text.replace(LONGEST_LINK, ""))]

    assert told == []


def test_every_text_is_one_sms_and_says_how_to_end_them():
    texts = [sms_of(letter) for letter in letters()]

    assert [text for text in texts if len(text) > 160 or set(text) - GSM or "STOP" not in text] == []
    assert [text for text in map(help_text, LANGUAGES) if len(text) > 160 or set(text) - GSM] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_that_the_operator_chose_comes_first(settings, language):
    settings.MESSAGE_NAME = "Notes"

    letter = Letter("k", MessageKind.NEWS, language, "", "", timedelta(hours=1))

    assert text_of(letter).startswith("Notes: ")
    assert repr(letter).startswith("<handrail.messaging.channels.interface.Letter object")

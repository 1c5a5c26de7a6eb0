import re
from itertools import combinations

import pytest

from handrail.directory.domain.call_script import LIVE_IN, LOW_COST, NOT_FOR_OPIOIDS, ONLY_ALCOHOL, script
from handrail.directory.facility_facts import facility_words

CODES = sorted({"MU", "BU", "NU", "OTP", "NMOA", "MOA", "RD", "OD", "OUDO"} | NOT_FOR_OPIOIDS | LOW_COST | LIVE_IN)


@pytest.mark.parametrize(
    ("codes", "lines"),
    [
        ("SA OTP MU", ["say_hello", "say_medicine_methadone", "say_pay", "say_first_visit", "say_name"]),
        (
            "SA BU RD MD PA",
            [
                "say_hello",
                "say_medicine_buprenorphine",
                "say_bed",
                "say_medicine_after",
                "say_low_cost",
                "say_first_visit",
                "say_name",
            ],
        ),
        (
            "SA RES",
            ["say_hello", "say_medicine_none", "say_medicine_living_there", "say_pay", "say_first_visit", "say_name"],
        ),
        ("SA NOOP BU", ["say_hello", "say_not_for_opioids", "say_who_near", "say_name"]),
        ("", ["say_hello", "say_medicine_none", "say_pay", "say_first_visit", "say_name"]),
        ("SA AUDO BU", ["say_hello_other", "say_pay", "say_first_visit", "say_name"]),
        ("SA DUO SS", ["say_hello_other", "say_low_cost", "say_first_visit", "say_name"]),
        ("SA AUDO OUDO", ["say_hello", "say_medicine_none", "say_pay", "say_first_visit", "say_name"]),
    ],
)
def test_script_asks_what_the_listing_leaves_to_ask(codes, lines):
    assert list(script(codes.split())) == lines


def test_script_follows_a_search_about_another_substance():
    lines = script(["SA", "OTP", "MU", "RD", "MD"], about="alcohol")

    assert lines == ("say_hello_other", "say_bed", "say_pay", "say_first_visit", "say_name")


def test_no_opioid_medicine_is_asked_for_where_only_alcohol_is_treated():
    spoken = facility_words()

    said = [
        word
        for codes in ({code, "SA", *more} for code in ONLY_ALCOHOL for more in ((), ("BU",), ("RD", "MU"), ("RES",)))
        for line in script(codes)
        for text in spoken[line].values()
        for word in ("opioid", "methadone", "metadona", "bupreno")
        if word in text.casefold()
    ]

    assert said == []


def test_whatever_is_listed_the_script_asks_for_methadone_or_buprenorphine_in_both_languages():
    spoken = facility_words()

    for codes in (set(chosen) for size in range(4) for chosen in combinations(CODES, size)):
        lines = script(codes)
        for language, medicine in (("en", ("methadone", "buprenorphine")), ("es", ("metadona", "buprenorfina"))):
            said = " ".join(spoken[line][language] for line in lines).casefold()
            assert any(word in said for word in medicine), codes
        assert len(lines) == len(set(lines)) <= 9


def test_a_bed_for_withdrawal_is_never_asked_for_without_the_medicine_after_it():
    lines = script(["RD", "NP"])

    assert lines.index("say_medicine_after") == lines.index("say_bed") + 1


def test_sentences_are_short_enough_to_be_read_aloud():
    for name, words in facility_words().items():
        if name.startswith("say_"):
            sentences = [part for text in words.values() for part in text.replace("?", ".").split(".")]
            assert max(len(sentence.split()) for sentence in sentences) <= 16, name


@pytest.mark.parametrize(
    ("covers", "line"),
    [
        ((), "say_pay"),
        (("medicaid",), "say_cover"),
        (("medicaid", "private"), "say_cover"),
        (("none",), "say_no_insurance"),
        (("none", "medicaid"), "say_cover"),
    ],
)
def test_script_names_the_cover_that_was_chosen(covers, line):
    opioid, alcohol = script(["BU"], covers=covers), script(["BU"], about="alcohol", covers=covers)

    assert (opioid[-3], alcohol[-3]) == (line, line)


def test_who_calls_for_another_person_never_says_i_need_it():
    spoken = facility_words()
    for_oneself = re.compile(r"\b(?:I (?:start|need|want|may|am looking)|my|me|mi|mí|pueda|Busco|puedo empezar)\b")

    said = [
        name
        for name in spoken
        if name.startswith("say_") and f"{name}_helper" in spoken and for_oneself.search(spoken[f"{name}_helper"]["en"])
    ]

    assert said == []

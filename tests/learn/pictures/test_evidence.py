"""The numbers drawn are those of the evidence file, and none is called confirmed that is not confirmed there."""

import re

import pytest

from handrail.learn.pictures.gallery import PICTURES
from handrail.learn.pictures.reading import as_read, picture

# For each figure: what the evidence file says of it, and whether it says there that the number was read in the source.
SAID = {
    "withdrawal": {
        "heroin-start": ("starts 6-12 h, peaks 24-48 h", "6-12", True),
        "heroin-worst": ("starts 6-12 h, peaks 24-48 h", "24-48", True),
        "heroin-over": ("eases over 3-5 days", "3-5", True),
        "heroin-longest": ("can run to 10 days (confirmed:", "10", True),
        "methadone-start": ("| Methadone | 2-4 days", "2-4", True),
        "methadone-worst": ("| days 3-8 | 10-20 days", "3-8", True),
        "methadone-over": ("| days 3-8 | 10-20 days", "10-20", True),
        "buprenorphine-start": ("| Buprenorphine sublingual | 1-3 days", "1-3", False),
        "buprenorphine-worst": ("| days 3-5 | 1-2+ weeks", "3-5", False),
        "buprenorphine-over": ("| days 3-5 | 1-2+ weeks", "7-14", False),  # one to two weeks, in days
    },
    "tolerance": {
        "stopping-weeks-1-2": ("in weeks 1-2 (9x, 5.4-14.9, vs stable treatment)", "9 5.4-14.9", True),
        "stopping-weeks-3-4": ("in weeks 3-4 (8x, 4.7-13.7)", "8 4.7-13.7", True),
        "release-washington": ("Washington State 8.4 (5.0-14.2)", "8.4 5-14.2", True),
        "release-uk": ("UK 7.5 (5.7-9.9)", "7.5 5.7-9.9", True),
        "release-australia": ("Australia 4.0 (3.4-4.8)", "4 3.4-4.8", True),
        "release-new-mexico": ("New Mexico 3.1 (1.3-7.1)", "3.1 1.3-7.1", True),
        "release-weeks-3-4": ("weeks 3-4 vs 5-12: 1.7 (1.3-2.2)", "1.7 1.3-2.2", True),
        "detox-with-medicine": ("death vs no treatment: medication AHR 0.34 (0.27-0.43)", "0.34 0.27-0.43", True),
    },
    "deaths": {
        "methadone-in": ("methadone in treatment 11.3, out 36.1", "11.3", True),
        "methadone-out": ("methadone in treatment 11.3, out 36.1", "36.1", True),
        "methadone-ratio": ("(rate ratio 3.20, CI 2.65-3.86)", "3.2 2.65-3.86", True),
        "buprenorphine-in": ("buprenorphine 4.3 vs 9.5", "4.3", True),
        "buprenorphine-out": ("buprenorphine 4.3 vs 9.5", "9.5", True),
        "buprenorphine-ratio": ("(2.20, 1.34-3.61)", "2.2 1.34-3.61", True),
        "methadone-overdose-in": ("Overdose deaths: methadone 2.6 vs 12.7", "2.6", True),
        "methadone-overdose-out": ("Overdose deaths: methadone 2.6 vs 12.7", "12.7", True),
        "methadone-overdose-ratio": ("(4.80, 2.90-7.96)", "4.8 2.9-7.96", True),
        "buprenorphine-overdose-in": ("buprenorphine 1.4 vs 4.6", "1.4", True),
        "buprenorphine-overdose-out": ("buprenorphine 1.4 vs 4.6", "4.6", True),
        "methadone-first-two-weeks": ("(3.1x, 1.5-6.6; Cornish)", "3.1 1.5-6.6", False),
    },
    "receptor": {
        "morphine-half-life": ("morphine about 2-3 h", "2-3", False),
        "buprenorphine-half-life": ("buprenorphine sublingual 24-42 h", "24-42", False),
        "methadone-half-life": ("Methadone half-life 8-59 h", "8-59", False),
        "heroin-start": ("starts 6-12 h, peaks 24-48 h", "6-12", True),
    },
}


def numbers(figure) -> str:
    value = "" if figure.value is None else as_read(figure.value)
    interval = "" if figure.low is None else f"{as_read(figure.low)}-{as_read(figure.high)}"
    return f"{value} {interval}".strip()


@pytest.mark.parametrize("name", PICTURES)
def test_figures_are_those_of_the_evidence(name):
    figures = picture(name).figures.values()

    assert {one.key: (numbers(one), one.is_confirmed) for one in figures} == {
        key: (number, is_confirmed) for key, (_, number, is_confirmed) in SAID[name].items()
    }


@pytest.mark.shared_data
def test_evidence_says_so(shared_data):
    file = shared_data.parent / "clinical-evidence.md"
    if not file.exists():
        pytest.skip("the evidence file is not beside this checkout (../shared)")
    evidence = re.sub(r"\s+", " ", file.read_text("utf-8"))

    missing = [phrase for said in SAID.values() for phrase, *_ in said.values() if phrase not in evidence]

    assert missing == []


def test_each_number_stands_in_what_the_evidence_says():
    """Weeks are the one unit that is turned into another."""
    wrong = [
        key
        for said in SAID.values()
        for key, (phrase, number, _) in said.items()
        if key != "buprenorphine-over"
        and not {float(one) for one in re.findall(r"[\d.]+", number)}
        <= {float(one) for one in re.findall(r"\d+(?:\.\d+)?", phrase)}
    ]

    assert wrong == []

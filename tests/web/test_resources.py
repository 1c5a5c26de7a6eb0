import tomllib
from datetime import date
from itertools import chain

import pytest

from handrail.web.resources import FILE, ResourcesMalformed, overdue_lines, read_resource, resources

LANGUAGES = {"en", "es"}


def stored() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def entries() -> list[tuple[str, dict]]:
    found = []
    for country, content in stored().items():
        if isinstance(content, dict):
            for name, entry in content.items():
                for one in entry if isinstance(entry, list) else [entry]:
                    if isinstance(one, dict) and "source" in one:
                        found.append((f"{country}.{name}", one))
    return found


def test_united_states_numbers():
    known = resources("US")

    assert (known.emergency.number, known.crisis_line.number, known.treatment_helpline.number) == (
        "911",
        "988",
        "1-800-662-4357",
    )
    assert [line.number for line in known.using_alone] == ["1-800-972-0590", "1-800-484-3731"]


@pytest.mark.parametrize(("name", "entry"), entries())
def test_entry_has_a_date_a_source_and_both_languages(name, entry):
    texts = [value for value in entry.values() if isinstance(value, dict)]

    assert type(entry["checked"]) is date
    assert entry["source"].strip()
    assert isinstance(entry["confirmed"], bool)
    assert [set(text) for text in texts] == [LANGUAGES] * len(texts)
    assert all(text.strip() for text in chain.from_iterable(text.values() for text in texts))


def test_numbers_not_yet_rechecked_are_marked():
    unconfirmed = {entry.get("number") or entry.get("text") for _, entry in entries() if not entry["confirmed"]}

    assert unconfirmed == {"741741", "1-800-662-4357", "1-800-484-3731", "1-833-852-6262"}


def test_old_entries_are_named_when_their_time_is_over():
    fresh = overdue_lines("US", on=date(2026, 12, 1))
    old = overdue_lines("US", on=date(2027, 12, 1))

    assert fresh == []
    assert "988 Suicide & Crisis Lifeline" in old
    assert len(old) == len([line for line in entries() if line[0].startswith("US.")])


@pytest.mark.parametrize("checked", [None, "2026-11-23", 20261123])
def test_malformed_date_is_refused_with_its_name(checked):
    entry = {"label": {"en": "x", "es": "y"}, "source": "x", "checked": checked, "confirmed": True}

    with pytest.raises(ResourcesMalformed, match="emergency"):
        read_resource("emergency", entry)


def test_country_without_data_says_so_and_offers_the_finder():
    unknown = resources("XX")

    assert (unknown.emergency, unknown.crisis_line, unknown.all_lines) == (None, None, ())
    assert unknown.find_a_helpline == "https://findahelpline.com/"

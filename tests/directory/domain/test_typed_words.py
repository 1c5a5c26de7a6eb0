import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.name_ranking import WordMatch, is_good_enough, rank, shown_as
from handrail.directory.domain.typed_words import Vocabulary, read_typed

KNOWN = Vocabulary(
    phrases={("methadone",): "methadone", ("methadone", "clinic"): "methadone", ("detox",): "detox", ("free",): "free"},
    connectors=frozenset({"in", "near"}),
    fillers=frozenset({"clinic", "center", "me", "the"}),
)
PLACES = {("chicago",), ("washington", "indiana"), ("springfield", "il"), ("hope",), ("me",)}


@pytest.mark.parametrize(
    ("typed", "services", "place", "name"),
    [
        ("methadone clinic chicago", ("methadone",), ("chicago",), "methadone clinic chicago"),
        ("free detox in chicago", ("free", "detox"), ("chicago",), "free detox chicago"),
        ("washington indiana", (), ("washington", "indiana"), "washington indiana"),
        ("springfield il detox", ("detox",), ("springfield", "il"), "springfield il detox"),
        ("first example springfield il", (), ("springfield", "il"), "first example springfield il"),
        ("hope house chicago", (), ("chicago",), "hope house chicago"),
        ("chicago house", (), (), "chicago house"),
        ("hope", (), ("hope",), "hope"),
        ("hope house center", (), (), "hope house center"),
        ("detox near me", ("detox",), (), "detox me"),
        ("detox in chicago for the second time", ("detox",), ("chicago",), "detox chicago for the second time"),
        ("in springfield il and near my house", (), ("springfield", "il"), "springfield il and my house"),
        ("in hope for the second time", (), (), "hope for the second time"),
        ("", (), (), ""),
    ],
)
def test_words_are_read_as_service_place_and_name(typed, services, place, name):
    reading = read_typed(
        typed.split(), KNOWN, is_place=lambda words: words in PLACES, is_large_town=lambda words: words == ("chicago",)
    )

    assert (reading.services, reading.place, reading.name) == (services, place, tuple(name.split()))


@given(st.lists(st.sampled_from(["methadone", "clinic", "in", "chicago", "free", "x", "me", "near"]), max_size=8))
def test_any_words_are_read_and_a_place_is_part_of_what_was_typed(words):
    reading = read_typed(words, KNOWN, is_place=lambda some: some in PLACES, is_large_town=lambda some: False)

    assert set(reading.place) | set(reading.rest) | set(reading.name) <= set(words)
    assert reading.place == () or reading.place in PLACES
    assert len(reading.services) == len(set(reading.services))


def test_words_as_typed_stand_before_corrected_ones():
    hope = [WordMatch("hope", ("hope",), is_corrected=False), WordMatch("huose", ("house",), is_corrected=True)]
    typed = rank({"hope"}, {"hope"}, hope[:1])
    corrected = rank({"house"}, {"house"}, hope[1:])

    assert typed < corrected
    assert rank({"hope", "house"}, {"hope", "house"}, hope) < rank({"hope"}, {"hope"}, hope)
    assert rank({"hope"}, {"hope"}, hope[:1]) < rank({"hope", "east"}, {"hope", "east"}, hope[:1])
    assert rank({"hope"}, {"hope"}, hope[:1]) < rank({"x"}, {"x", "hope"}, hope[:1])


@pytest.mark.parametrize(("found", "asked", "enough"), [(1, 1, True), (1, 2, False), (2, 3, True), (1, 3, False)])
def test_half_of_many_words_is_enough_and_all_of_few(found, asked, enough):
    assert is_good_enough(found, asked) is enough


def test_what_was_understood_is_shown_word_for_word():
    assert shown_as(["methodone", "chicago"], {"methodone": "methadone"}) == "methadone chicago"

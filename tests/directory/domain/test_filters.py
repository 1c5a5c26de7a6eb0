"""The table of filters: whole, in order, and refusing what it does not know."""

import pytest

from handrail.directory.domain.filters import DISTANCES, GROUPS, PAYMENT, FilterRefused, chosen_groups
from handrail.directory.filter_words import filter_words, group_words, option_about, option_words
from handrail.directory.labels import code_labels


def test_groups_stand_in_the_order_people_think():
    assert [group.name for group in GROUPS] == [
        "payment",
        "care",
        "age",
        "sex",
        "medicine",
        "language",
        "programs",
        "support",
        "quality",
    ]
    assert DISTANCES == (5, 10, 25, 50, 100, None)


def test_every_code_of_a_filter_is_in_the_dictionary():
    codes = {code for group in GROUPS for option in group.options for code in (*option.codes, *option.without)}

    assert codes - set(code_labels()) == set()


def test_every_option_asks_something_and_has_a_name_of_its_own():
    for group in GROUPS:
        assert len(set(group.option_names)) == len(group.options)
        assert [option.name for option in group.options if not option.codes and not option.without] == []


def test_not_said_of_payment_excludes_every_payment_that_the_dictionary_knows():
    not_said = next(option for option in PAYMENT.options if option.name == "not_said")

    assert set(not_said.without) == {code for code, label in code_labels().items() if label.group == "pay"}


def test_every_group_and_option_has_words_in_both_languages_and_no_words_are_left_over():
    named = {group.name: set(group.option_names) for group in GROUPS}
    worded = {group: set(words) - {"en", "es"} for group, words in filter_words().items()}

    assert worded == named
    for group in GROUPS:
        assert all(group_words(group.name, language).strip() for language in ("en", "es"))
        for name in group.option_names:
            spoken = [option_words(group.name, name, language) for language in ("en", "es")]
            about = [option_about(group.name, name, language) for language in ("en", "es")]
            assert all(spoken)
            assert bool(about[0]) == bool(about[1])
            assert all(len(word.split()) <= 12 for word in spoken)


def test_chosen_groups_gives_every_group_and_keeps_its_order():
    chosen = chosen_groups({"payment": ["private", "medicaid", "medicaid"], "sex": []})

    assert [(asked.group.name, asked.chosen) for asked in chosen if asked.chosen] == [
        ("payment", ("medicaid", "private"))
    ]
    assert [asked.group for asked in chosen] == list(GROUPS)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"unicorns": ["one"]}, "There is no group of filters named “unicorns”."),
        ({"payment": ["gold"]}, "The filter “payment” has no choice named “gold”."),
        ({"payment": ["x" * 5_000]}, f"The filter “payment” has no choice named “{'x' * 39}…”."),
    ],
)
def test_unknown_filter_is_refused_in_words_that_may_be_shown(chosen, message):
    with pytest.raises(FilterRefused) as refusal:
        chosen_groups(chosen)

    assert str(refusal.value) == message

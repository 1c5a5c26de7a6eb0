import pytest

from handrail.pathways.domain.need import Need, NeedRefused, Wish


def test_read_keeps_the_order_of_needs_and_languages():
    need = Need.read(asked=[("need", "children"), ("language", "spanish"), ("need", "veteran!")])

    assert need.wishes == (Wish("children"), Wish("language:spanish"), Wish("veteran", is_hard=True))


def test_read_wishes_a_pregnancy_group_last_by_itself():
    need = Need.read(asked=[("need", "pregnant"), ("need", "trauma")])

    assert (need.ruled, need.wishes) == (frozenset({"pregnant"}), (Wish("trauma"), Wish("pregnant_group")))


def test_read_takes_alcohol_or_benzos_as_both():
    assert Need.read(asked=[("need", "alcohol_or_benzos")]).withdraws_from == ("alcohol", "benzos")


def test_read_takes_alcohol_as_a_substance_as_seriously_as_a_need():
    assert Need.read(substances=["heroin", "alcohol"]).withdraws_from == ("alcohol",)


def test_read_takes_english_as_no_wish():
    assert Need.read(asked=[("language", "english")]).wishes == ()


def test_read_keeps_a_wish_hard_when_it_is_named_twice():
    assert Need.read(asked=[("need", "veteran!"), ("need", "veteran")]).wishes == (Wish("veteran", is_hard=True),)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"payment": ["gold"]}, "unknown_word"),
        ({"asked": [("need", "a pony")]}, "unknown_word"),
        ({"asked": [("language", "klingon")]}, "unknown_word"),
        ({"asked": [("need", "'; DROP TABLE directory_facility; --")]}, "unknown_word"),
        ({"asked": [("need", "{{ 7*7 }}")]}, "unknown_word"),
        ({"asked": [("need", "\x00")]}, "unknown_word"),
        ({"medicine": "aspirin"}, "unknown_word"),
        ({"substances": ["tea"]}, "unknown_word"),
        ({"payment": ["medicaid"] * 10_000}, "too_many"),
        ({"radius": -1}, "out_of_range"),
        ({"radius": 1e9}, "out_of_range"),
        ({"radius": float("nan")}, "out_of_range"),
        ({"age": -1}, "out_of_range"),
        ({"age": 121}, "out_of_range"),
        ({"limit": 0}, "out_of_range"),
        ({"limit": 10**9}, "out_of_range"),
    ],
)
def test_read_refuses_what_it_does_not_know(given, code):
    with pytest.raises(NeedRefused) as refusal:
        Need.read(**given)

    assert refusal.value.code == code


def test_read_refuses_with_a_word_that_is_safe_to_print():
    with pytest.raises(NeedRefused) as refusal:
        Need.read(payment=["\x1b[31mred\x00" + "x" * 500])

    assert refusal.value.params["word"] == "[31mred" + "x" * 31

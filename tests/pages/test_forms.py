from datetime import timedelta

import pytest
from django.http import QueryDict

from handrail.kernel.sealed_tokens import TokenRefused
from handrail.pages import choices
from handrail.pages.forms import Search, SearchRefused
from handrail.pathways.domain.need import Need


def test_need_keeps_the_order_in_which_things_were_named():
    post = QueryDict("place=62701&matters=need:trauma&matters=language:spanish&matters=need:children&language=polish")

    need = Search.from_post(post).need()

    assert [wish.name for wish in need.wishes] == ["trauma", "language:spanish", "children", "language:polish"]


def test_every_choice_of_the_form_is_understood():
    groups = (choices.MATTERS, choices.OTHER_PAYMENTS, choices.KINDS, choices.OTHER_WISHES)
    searches = [
        *(Search(place="62701", matters=(value,)) for group in groups for value, _ in group),
        *(Search(place="62701", medicine=medicine) for medicine, _ in choices.MEDICINES if medicine),
        *(Search(place="62701", language=language) for language, _ in choices.LANGUAGES if language),
    ]

    understood = [search.need() for search in searches]

    assert [search for search, need in zip(searches, understood, strict=True) if need == Need.read()] == []


def test_every_radius_of_the_form_is_understood():
    asked = [radius for radius, _ in choices.RADII]

    assert [Search(place="62701", radius=radius).need().radius for radius in asked] == [int(radius) for radius in asked]


def test_form_offers_every_need_language_payment_and_medicine_there_is():
    from handrail.pathways.domain.vocabulary import LANGUAGES, MEDICINES, NEEDS, PAYMENTS

    offered = {
        value
        for group in (choices.MATTERS, choices.OTHER_PAYMENTS, choices.KINDS, choices.OTHER_WISHES)
        for value, _ in group
    }

    # The two daily substances are offered one by one; the group for pregnancy is wished by itself.
    assert {f"need:{name}" for name in NEEDS} - offered == {"need:alcohol_or_benzos", "need:pregnant_group"}
    assert {f"payment:{name}" for name in PAYMENTS} - offered == set()
    assert set(LANGUAGES) - {name for name, _ in choices.LANGUAGES} == {"spanish"}
    assert set(MEDICINES) - {name for name, _ in choices.MEDICINES} == set()


def test_under_18_without_an_age_is_a_minor():
    assert Search(place="62701", matters=("under_18",)).need().is_minor
    assert Search(place="62701", matters=("under_18",), age="15").need().age == 15


def test_token_brings_the_whole_search_back(at):
    search = Search(who="loved", place="62701", matters=("need:children",), medicine="methadone", age="34", radius="50")

    assert Search.from_token(search.token(at=at), at=at) == search


def test_token_expires_after_two_hours(at):
    token = Search(place="62701").token(at=at)

    assert Search.from_token(token, at=at + timedelta(hours=2)).place == "62701"
    with pytest.raises(TokenRefused):
        Search.from_token(token, at=at + timedelta(hours=2, seconds=1))


def test_search_without_a_place_is_refused_in_the_language_of_the_page():
    with pytest.raises(SearchRefused) as refusal:
        Search().need()

    assert refusal.value.errors("es") == {"place": "Escriba un código postal o una ciudad."}


def test_more_choices_stand_open_when_one_is_used():
    assert [
        search.uses_more
        for search in (
            Search(),
            Search(place="1", matters=("payment:medicaid",)),
            Search(matters=("need:veteran",)),
            Search(age="3"),
            Search(radius="50"),
            Search(errors={"age": "x"}),
            Search(errors={"place": "x"}),
        )
    ] == [False, False, True, True, True, True, False]

"""From one address of a BMLT server to what is asked of it."""

import pytest

from handrail.meetings.importing.addresses import FORMATS, RESULTS, bmlt_address, is_address

ENDPOINT = "https://example.org/main_server/client_interface/json/"


@pytest.mark.parametrize(
    ("told", "asking", "address"),
    [
        ("https://example.org/main_server", RESULTS, f"{ENDPOINT}?switcher=GetSearchResults"),
        ("https://example.org/main_server/", FORMATS, f"{ENDPOINT}?switcher=GetFormats"),
        (ENDPOINT, RESULTS, f"{ENDPOINT}?switcher=GetSearchResults"),
        (f"{ENDPOINT}?services=3", RESULTS, f"{ENDPOINT}?switcher=GetSearchResults&services=3"),
        (
            f"{ENDPOINT}?switcher=GetSearchResults&services[]=3",
            RESULTS,
            f"{ENDPOINT}?switcher=GetSearchResults&services[]=3",
        ),
        (f"{ENDPOINT}?switcher=GetSearchResults&services=3", FORMATS, f"{ENDPOINT}?switcher=GetFormats"),
    ],
)
def test_server_is_asked_by_its_root_or_by_any_question(told, asking, address):
    made = bmlt_address(told, asking=asking)

    assert made == address


def test_what_begins_as_an_address_is_one():
    found = [is_address(origin) for origin in ("https://example.org/f", "HTTP://example.org", "feed.json", "ftp://x/y")]

    assert found == [True, True, False, False]

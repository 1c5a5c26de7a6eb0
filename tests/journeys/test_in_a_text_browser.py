"""Every way through the list read in lynx, which knows neither style nor script nor picture."""

import re
import subprocess
from urllib.parse import urlencode

import pytest

from journey_steps import PLACE
from public_pages import HEALTH

pytestmark = pytest.mark.text_browser


def dumped(lynx: str, server, path: str, **fields: list[str] | str) -> str:
    """What a person reads; a POST is sent as lynx sends a form."""
    command = [lynx, "-dump", "-nolist", "-width=80", "-display_charset=utf-8", "-assume_charset=utf-8"]
    body = f"{urlencode(fields, doseq=True)}\n---\n" if fields else None
    post = ["-post_data"] if fields else []
    done = subprocess.run(
        [*command, *post, server.address + path], input=body, capture_output=True, text=True, timeout=30, check=True
    )
    return re.sub(r"\s+", " ", done.stdout)


def ids_near(server, number: int) -> list[str]:
    from urllib.request import urlopen

    body = urlencode({"filtering": "1", "place": PLACE}).encode()
    with urlopen(f"{server.address}/facilities/list/", data=body, timeout=10) as answer:
        html = answer.read().decode()
    return re.findall(r'name="pick" value="([a-z2-7]{13})"', html)[:number]


@pytest.mark.parametrize(
    "path",
    ["/", "/paths/", "/facilities/list/", "/facilities/shared/", "/crisis/", "/leaving/", "/heroin/", "/heroin/detox/"],
)
def test_crisis_lines_are_read_before_the_content(lynx, server, path):
    text = dumped(lynx, server, path)

    assert "911" in text[:400]
    assert "988" in text[:400]


def test_list_is_read_with_counts_choices_and_calls(lynx, server):
    text = dumped(lynx, server, "/facilities/list/", filtering="1", place=PLACE, payment="medicaid")

    assert re.search(r"\d+ places? within 25 miles", text)
    assert re.search(r"Medicaid \(\d+\)", text)
    assert text.index("How you can pay") < text.index("Kind of care") < text.index("How far") < text.index("Medicine")
    assert "less than 1 mile" in text
    assert "Call 312-555-01" in text
    assert "Never verified since import" in text


def test_comparison_numbers_its_places_and_marks_what_each_lists(lynx, server):
    ids = ids_near(server, 2)

    text = dumped(lynx, server, "/facilities/compare/", pick=ids)

    assert re.search(r"Call .+ What differs ✓: listed\. .+ 1 .+ 2 .+ ✓listed", text)
    assert "How you can pay" in text or "Medicine" in text
    assert text.index("What differs") < text.index("What is the same for all")


def test_sheet_is_read_in_its_own_order_in_both_languages(lynx, server):
    ids = ids_near(server, 3)

    english = dumped(lynx, server, "/facilities/print/", pick=ids)
    spanish = dumped(lynx, server, "/es/facilities/print/", pick=ids)

    order = ["No listing promises a place: call first.", "1. ", "2. ", "3. ", "What to ask when you call", "988"]
    places = [english.index(words, english.index("Places to call")) for words in order]
    assert places == sorted(places)
    assert all(f"{server.address}/facilities/{each}/" in english for each in ids)
    assert "Qué preguntar al llamar" in spanish


def test_shared_list_and_facility_are_read(lynx, server):
    ids = ids_near(server, 2)

    shared = dumped(lynx, server, "/facilities/shared/", ids=".".join(ids))
    facility = dumped(lynx, server, f"/facilities/{ids[0]}/")

    assert "2 places" in shared
    assert f"{server.address}/facilities/{ids[1]}/" in shared
    assert "What you can say" in facility


@pytest.mark.parametrize("path", [path for path in HEALTH if path not in ("/heroin/", "/heroin/claims/")])
def test_health_page_is_read_from_its_question_to_its_sources_and_ways_on(lynx, server, path):
    text = dumped(lynx, server, path)

    order = ["911", "988", "Next steps", "How we know", "Facts last checked:", "Link to this page", "Did this help?"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_pictures_are_read_as_words_and_tables(lynx, server):
    text = dumped(lynx, server, "/heroin/detox/")

    order = ["In words", "The same as a table", "Where the numbers come from"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_search_is_read_danger_first_then_answers_then_places(lynx, server):
    text = dumped(lynx, server, "/facilities/search/", text="overdose, how do I use naloxone")

    order = ["Call 911", "Give naloxone now", "What we found", "Answers", "How do I use naloxone?", "Services"]
    places = [text.index(words, text.index("In crisis")) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("path", "said"), [("/heroin/nothing/", "not here"), ("/es/nada/", "no está aquí")])
def test_page_that_is_not_there_is_read_with_search_and_numbers(lynx, server, path, said):
    command = [lynx, "-dump", "-nolist", "-width=80", "-display_charset=utf-8", server.address + path]

    text = " ".join(subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.split())

    assert [words in text for words in (said, "1-800-662-4357", "988", "911")] == [True] * 4

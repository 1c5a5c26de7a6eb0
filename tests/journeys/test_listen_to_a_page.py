"""Who cannot or will not read has a page read aloud, by a voice of the device itself or not at all.

The browser of the tests has no voices, so a stand-in speaks: it writes down what it was given.
"""

import pytest
from playwright.sync_api import Page, expect

from content_files import write_content
from journey_servers import handrail

VOICES = """
(() => {
  const given = window.given = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = {
    getVoices: () => %s,
    speak: (piece) => { given.push([piece.text, piece.voice.name, piece.lang]); speech.now = piece; },
    cancel: () => { given.push("silence"); speech.now = null; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
})();
"""
REMOTE = "{ name: 'Far', lang: 'en-US', localService: false }, { name: 'Lejos', lang: 'es-US', localService: false }"
LOCAL = "{ name: 'Near', lang: 'en-US', localService: true }, { name: 'Cerca', lang: 'es_MX', localService: true }"
BUTTONS = {"en": ("Read this page to me", "Stop reading"), "es": ("Léame esta página", "Dejar de leer")}


@pytest.fixture(scope="module")
def content(server, tmp_path_factory) -> None:
    handrail(server.folder, "load_content", "--folder", str(write_content(tmp_path_factory.mktemp("content"))))


def opened(visit, path: str, voices: str, **look) -> Page:
    page = visit("about:blank", **look)
    page.context.add_init_script(VOICES % f"[{voices}]")
    page.goto(path)
    return page


def end_of_piece(page: Page) -> None:
    page.evaluate("window.speechSynthesis.now.onend()")


@pytest.mark.parametrize("path", ["/heroin/first/", "/es/heroin/first/"])
@pytest.mark.parametrize("voices", ["", REMOTE])
def test_nothing_is_offered_where_the_words_would_leave_the_device(visit, content, path, voices):
    page = opened(visit, path, voices)

    expect(page.locator("[data-listen]")).to_have_count(1)
    expect(page.locator("[data-listen]")).to_be_hidden()


def test_nothing_is_offered_without_a_script(visit, content):
    page = visit("/heroin/first/", has_script=False)

    expect(page.locator("[data-listen]")).to_be_hidden()
    expect(page.get_by_label("Its address")).to_have_value(page.url)
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "language", "voice", "first"),
    [
        ("/heroin/first/", "en", ["Near", "en-US"], ["What is the first thing?", "Water is wet.", "About water"]),
        ("/es/heroin/first/", "es", ["Cerca", "es_MX"], ["¿Qué es lo primero?", "El agua moja.", "Sobre el agua"]),
    ],
)
def test_device_reads_part_after_part_and_stops_when_told(visit, content, path, language, voice, first):
    page = opened(visit, path, f"{REMOTE}, {LOCAL}")
    begin, end = (page.get_by_role("button", name=name) for name in BUTTONS[language])

    begin.press("Enter")
    expect(end).to_be_focused()
    for _ in first[1:]:
        end_of_piece(page)
    end.press("Enter")

    expect(begin).to_be_focused()
    assert page.evaluate("window.given") == ["silence", *([text, *voice] for text in first), "silence"]


def test_whole_page_is_read_with_what_is_not_confirmed_and_without_its_sources(visit, content):
    page = opened(visit, "/heroin/first/", LOCAL)
    page.get_by_role("button", name="Read this page to me").click()

    while page.evaluate("window.speechSynthesis.now !== null") and page.locator("[data-end]").is_visible():
        end_of_piece(page)

    said = [one[0] for one in page.evaluate("window.given") if one != "silence"]
    assert said[:6] == [
        "What is the first thing?",
        "Water is wet.",
        "About water",
        "Water is wet. Read the second page, or a study.",
        "What helps",
        "Drink water.",
    ]
    assert said.count("not yet confirmed") == 2
    assert [one for one in said if "Rivers" in one or "evidence" in one] == []
    expect(page.get_by_role("button", name="Read this page to me")).to_be_visible()


def test_leaving_the_page_ends_the_voice(visit, content):
    page = opened(visit, "/heroin/first/", LOCAL)
    page.get_by_role("button", name="Read this page to me").click()

    page.evaluate("window.dispatchEvent(new Event('pagehide'))")

    assert page.evaluate("window.given").pop() == "silence"


def test_address_is_copied(visit, content):
    page = visit("/heroin/first/")

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == page.url

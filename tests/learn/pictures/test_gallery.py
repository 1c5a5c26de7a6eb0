import re
from datetime import date
from xml.etree import ElementTree

import pytest

from drawn_pictures import drawings
from handrail.learn.pictures.gallery import (
    PICTURES,
    citations,
    picture_heading,
    picture_sources,
    picture_svg,
    picture_table,
    picture_text,
)
from handrail.learn.pictures.reading import Figure, Statement, as_read, picture, read, sources
from handrail.web.translation import PSEUDO

LANGUAGES = ("en", "es")
EACH = [(name, language) for name in PICTURES for language in LANGUAGES]
# Evidence, section 7; a dose; and what a frightened reader must not be shown
AVOIDED = re.compile(
    r"\b(addicts?|junkies?|abus\w+|clean|dirty|relaps\w*|substitut\w+|substitu\w+|adict[oa]s?|drogadict[oa]s?|limpi[oa]s?"
    r"|recaídas?|mg|milligrams?|miligramos|needles?|agujas?|jeringas?|powders?)\b",
    re.I,
)


def all_words(name: str, language: str) -> list[str]:
    told = picture(name).words[language]
    return [told.heading, told.text, told.caption, *told.head, *told.labels.values()]


def test_there_are_four_pictures():
    assert PICTURES == ("withdrawal", "tolerance", "deaths", "receptor")


@pytest.mark.parametrize(("name", "language"), EACH)
def test_picture_is_named_and_told_in_words(name, language):
    root = ElementTree.fromstring(f"<both>{picture_svg(name, language)}</both>")
    phone, page = root

    assert [phone[0].text, phone[1].text] == [picture_heading(name, language), picture_text(name, language)]
    assert [phone[0].get("id"), phone[1].get("id")] == [f"picture-{name}", f"picture-{name}-words"]
    for svg in (phone, page):
        told = {part: svg.get(part) for part in ("role", "aria-labelledby", "aria-describedby")}
        assert told == {
            "role": "img",
            "aria-labelledby": f"picture-{name}",
            "aria-describedby": f"picture-{name}-words",
        }


@pytest.mark.parametrize(("name", "language"), EACH)
def test_picture_is_drawn_without_script_style_or_anything_from_elsewhere(name, language):
    root = ElementTree.fromstring(f"<both>{picture_svg(name, language)}</both>")

    tags = {mark.tag for mark in root.iter()}
    attributes = {attribute for mark in root.iter() for attribute in mark.attrib}

    assert tags <= {"both", "svg", "title", "desc", "text", "path", "rect"}
    assert attributes & {"style", "href", "src", "onload", "onclick"} == set()


@pytest.mark.parametrize("name", PICTURES)
def test_all_pictures_of_a_page_have_names_of_their_own(name):
    together = "".join(picture_svg(each, "en") for each in PICTURES)

    found = re.findall(r' id="([^"]+)"', together)

    assert len(found) == len(set(found)) == 2 * len(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_without_a_stylesheet_only_the_drawing_for_a_phone_is_seen(name):
    drawn = drawings(name)

    assert {paper: one.root.get("display") for paper, one in drawn.items()} == {"narrow": None, "wide": "none"}


@pytest.mark.parametrize("name", PICTURES)
def test_both_languages_say_the_same_things(name):
    told = read(name)

    assert list(told["en"]) == list(told["es"]) == ["heading", "text", "caption", "head", "labels"]
    assert list(told["en"]["labels"]) == list(told["es"]["labels"])
    assert len(told["en"]["head"]) == len(told["es"]["head"])


def test_both_languages_share_the_same_common_words():
    shared = read("words")

    assert list(shared["en"]) == list(shared["es"])


@pytest.mark.parametrize(("name", "language"), EACH)
def test_placeholders_of_both_languages_are_the_same(name, language):
    told = read(name)

    found = {key: re.findall(r"\{\w+\}", words) for key, words in told[language]["labels"].items()}

    assert found == {key: re.findall(r"\{\w+\}", words) for key, words in told["en"]["labels"].items()}


@pytest.mark.parametrize("name", PICTURES)
def test_spanish_is_not_english(name):
    same = {
        key
        for key, words in picture(name).words["en"].labels.items()
        if words == picture(name).words["es"].labels[key] and re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", words))
    }

    assert same <= {"release-washington", "release-australia"}


@pytest.mark.parametrize("name", PICTURES)
def test_every_label_is_used(name):
    """Drawn in one of the drawings, or said in the table; a label with a placeholder, by its words."""
    told = picture(name).words["en"]
    shown = "\n".join([*drawings(name)["narrow"].words(), *map(str, picture_table(name, "en"))])

    unused = [
        key
        for key in read(name)["en"]["labels"]
        for words in [max(re.split(r"\{\w+\}|\n", told.labels[key]), key=len)]
        if words not in shown
    ]

    assert unused == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_words_are_person_first_and_name_no_dose(name, language):
    assert [words for words in all_words(name, language) if AVOIDED.search(words)] == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_sentences_are_short(name, language):
    sentences = [
        sentence
        for words in (picture_heading(name, language), picture_text(name, language))
        for sentence in re.split(r"(?<=[.?!:])\s", words)
    ]

    lengths = [len(sentence.split()) for sentence in sentences]

    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 14


@pytest.mark.parametrize("name", PICTURES)
def test_every_figure_and_statement_has_a_source(name):
    evidence = picture(name).evidence

    assert [one.key for one in evidence if not one.sources] == []
    assert {key for one in evidence for key in one.sources} <= set(sources())


def test_every_source_is_used_and_reached_safely():
    used = {citation.source.key for name in PICTURES for citation in picture_sources(name)}

    assert used == set(sources())
    assert [one.key for one in sources().values() if one.url and not one.url.startswith("https://")] == []


@pytest.mark.parametrize("name", PICTURES)
def test_every_sketch_says_why(name):
    assert [one["key"] for one in read(name).get("sketch", ()) if not one["why"]] == []


@pytest.mark.parametrize("name", PICTURES)
def test_interval_holds_its_value(name):
    figures = [one for one in picture(name).figures.values() if one.low is not None]

    assert [one.key for one in figures if not one.lowest <= one.middle <= one.highest] == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_table_has_a_cell_under_each_head(name, language):
    _, head, rows = picture_table(name, language)

    assert {len(row) for row in rows} == {len(head)}
    assert [row for row in rows if not all(row)] == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_caption_explains_the_mark_where_there_is_one(name, language):
    caption, _, rows = picture_table(name, language)

    assert any("*" in cell for row in rows for cell in row) == ("*" in caption) == (name != "tolerance")


def test_sources_of_a_picture_stand_in_the_order_of_its_file():
    told = [(cited.source.key, cited.checked, cited.is_confirmed) for cited in picture_sources("deaths")]

    day = date(2026, 11, 23)
    assert told == [("sordo-2017", day, True), ("cornish-2010", day, False)]


def test_source_is_confirmed_only_when_all_that_is_taken_from_it_is():
    evidence = [
        Statement("read", ("sordo-2017", "tip-63"), is_confirmed=True),
        Statement("not-read", ("tip-63",), is_confirmed=False),
    ]

    told = {citation.source.key: citation.is_confirmed for citation in citations(evidence, checked=date(2026, 11, 23))}

    assert told == {"sordo-2017": True, "tip-63": False}


def test_language_without_words_shows_the_english():
    assert picture_svg("deaths", PSEUDO) == picture_svg("deaths", "en")
    assert picture_table("deaths", PSEUDO) == picture_table("deaths", "en")


@pytest.mark.parametrize(("value", "said"), [(4.0, "4"), (3.86, "3.86"), (2.9, "2.9"), (10, "10"), (0.27, "0.27")])
def test_number_is_read_without_idle_zeros(value, said):
    assert as_read(value) == said


def test_figure_needs_a_value_or_a_range():
    empty = Figure(key="empty", sources=("sordo-2017",), is_confirmed=True)

    with pytest.raises(ValueError, match="needs a value, or a low and a high"):
        _ = empty.middle

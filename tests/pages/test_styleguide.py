"""The style guide shows what pages are made of, in both looks, to who builds pages and to nobody else."""

import re

import pytest
from django.test import Client

from handrail.learn.domain.kinds import BlockKind, CardLevel, ListStyle, NextStep
from handrail.pages.style_samples import samples
from pages.reading import all_with, read, words

pytestmark = pytest.mark.django_db
ADDRESSES = ["/styleguide/", "/styleguide/light/", "/styleguide/dark/", "/styleguide/themes.css"]
MACRO = re.compile(r"{% macro (\w+)")
CLASSES = re.compile(r'class="([^"{]*)')


@pytest.fixture
def shown(settings):
    settings.DEMONSTRATION, settings.DEBUG = True, False


def component_files(checkout):
    """What every package's pages are made of, and the parts of health pages."""
    packages = checkout / "src" / "handrail"
    frames = {"article", "claims", "desk", "helped", "overview"}
    learn = (file for file in (packages / "learn/templates/learn").glob("*.jinja") if file.stem not in frames)
    return [*(packages / "web/templates/web/components").glob("*.jinja"), *learn]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("is_demonstration", "status"), [(True, 200), (False, 404)])
def test_style_guide_is_for_who_builds_pages_only(settings, address, is_demonstration, status):
    settings.DEMONSTRATION, settings.DEBUG = is_demonstration, False

    response = Client().get(address)

    assert response.status_code == status
    assert ("Style guide" in words(response) or "--paper" in response.content.decode()) is is_demonstration


def test_no_search_engine_lists_it(shown):
    response = Client().get("/styleguide/")

    assert response["X-Robots-Tag"] == "noindex"
    assert "/styleguide/" not in Client().get("/sitemap-pages.xml").getvalue().decode()


def test_unknown_look_is_not_found(shown):
    assert Client().get("/styleguide/sepia/").status_code == 404


def test_every_component_stands_in_the_guide(shown, checkout):
    guide = (checkout / "src/handrail/pages/templates/pages/styleguide.jinja").read_text()
    texts = {file: file.read_text() for file in component_files(checkout)}

    macros = {(file.stem, name) for file, text in texts.items() for name in MACRO.findall(text)}
    frame = (checkout / "src/handrail/web/templates/web/base.jinja").read_text()  # of every page, so of the guide too
    called = guide + frame + "".join(texts.values())
    left_out = {(stem, name) for stem, name in macros if len(re.findall(rf"\b{name}\(|\"{name}\"", called)) < 2}
    assert (left_out, len(macros) > 20) == (set(), True)


def test_every_class_of_a_component_stands_in_the_guide(shown, checkout):
    response = Client().get("/styleguide/")

    used = {
        name
        for file in component_files(checkout)
        for each in CLASSES.findall(file.read_text())
        for name in each.split()
    }
    seen = {name for _, attributes in read(response).tags for name in attributes.get("class", "").split()}
    assert (used - seen, len(used) > 40) == (set(), True)


def test_every_kind_of_part_level_and_way_on_is_among_the_samples():
    made = samples("en")

    assert {part.kind for part in (*made.parts, *made.pictures)} == set(BlockKind)
    assert {part.style for part in made.parts if part.style} == set(ListStyle)
    assert {part.level for part in made.parts if part.level} == set(CardLevel)
    assert {one.way for one in made.ways_on if one.way} == set(NextStep)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_look_can_be_chosen(shown, theme):
    response = Client().get(f"/styleguide/{theme}/")

    assert any(f"theme-{theme}" in part.get("class", "").split() for part in all_with(response, "div"))


def test_looks_are_those_of_the_style_sheet(shown):
    sheet = Client().get("/styleguide/themes.css").content.decode()

    light, dark = sheet.split("\n.theme-dark {", 1)
    assert ("--paper: #fbf8f2" in light, "--paper: #14201f" in dark, "--paper: #14201f" in light) == (True, True, False)

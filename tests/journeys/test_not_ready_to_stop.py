"""Someone who does not want to stop now finds naloxone and help near, is asked for nothing, and leaves nothing."""

import csv

import pytest
from playwright.sync_api import expect

from journey_servers import handrail
from journey_steps import PLACE, answer_questions, expect_paths, near, search


@pytest.fixture(scope="module")
def listed(server, tmp_path_factory):
    """A list of local help in the running installation."""
    file = tmp_path_factory.mktemp("list") / "list.csv"
    with file.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["name", "offers", "address", "city", "state", "zip", "phone", "hours"])
        writer.writerow(
            ["Example Exchange", "naloxone; syringes", "1 Elm St", "Chicago", "IL", PLACE, "312-555-0142", "Daily 10-6"]
        )
    handrail(server.folder, "import_local_help", str(file), "--source", "Example County", "--date", "2026-11-01")


@pytest.mark.parametrize("has_script", [True, False])
def test_person_finds_what_is_near_without_a_question(visit, listed, has_script):
    page = visit("/", has_script=has_script)

    page.get_by_role("link", name="Not ready to stop? You are welcome here.").click()
    expect(page.get_by_text("Nothing on this page asks you to stop.")).to_be_visible()
    near(page, PLACE)

    place = page.get_by_role("article").filter(has_text="Example Exchange")
    expect(place).to_contain_text("Syringe services")
    expect(place).to_contain_text("Example County, November 1, 2026")
    expect(place.get_by_role("link", name="Call 312-555-0142")).to_have_attribute("href", "tel:+13125550142")
    assert PLACE not in page.url
    assert page.title() == "Handrail"
    assert page.context.cookies() == []


@pytest.mark.parametrize("has_script", [True, False])
def test_who_is_not_ready_can_still_see_paths_and_come_back(visit, has_script):
    page = visit("/help-me-choose/", has_script=has_script)
    answer_questions(page, PLACE, "Not ready to stop now")

    page.get_by_role("button", name="See help without stopping").click()
    expect(page.get_by_text("Nothing on this page asks you to stop.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Near {PLACE}")).to_be_visible()
    assert PLACE not in page.url
    page.get_by_role("button", name="Back to my paths").click()

    expect_paths(page)


def test_person_reads_their_state_in_spanish(visit):
    page = visit("/es/not-ready-to-stop/")

    page.get_by_text("Todos los estados y territorios").click()
    page.get_by_role("link", name="Wyoming").click()

    expect(page.get_by_text("aún no hemos revisado las reglas propias de este estado.")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_person_who_drinks_finds_places_with_the_danger_first(visit, has_script):
    page = visit("/", has_script=has_script)

    search(page, PLACE, "Alcohol")

    expect(page.get_by_role("alert")).to_contain_text("go to the nearest emergency department")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Places near 60608")
    expect(page.get_by_role("article").first).to_contain_text("Lists alcohol withdrawal care, with a bed")

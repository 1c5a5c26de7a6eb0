"""A nurse of a prison's health service prepares a release weeks ahead, with the first day answered for, and a sheet."""

import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from installations import HANDRAIL
from journey_doors import demonstration_cookies
from journey_servers import environment, serving

# The made-up hospital of the demonstration becomes the health service of a prison: a role of its own (S24).
PRISON = """
from handrail.accounts.models import Organization
print(Organization.objects.filter(kind="hospital").update(kind="prison_health"))
"""


@pytest.fixture(scope="module")
def prison_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("prison"), is_demonstration=True) as running:
        more = environment(running.folder, HANDRAIL_DEMONSTRATION="1")
        command = [HANDRAIL, "shell", "-v", "0", "-c", PRISON]
        done = subprocess.run(command, env=more, capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["1"]
        yield running


@pytest.fixture(scope="module")
def sign_ins(browser, prison_server):
    return demonstration_cookies(browser, prison_server)


@pytest.fixture
def nurse(visit, prison_server, sign_ins) -> Page:
    page = visit("/account/sign-in/", at=prison_server)
    page.context.add_cookies(sign_ins["demo-nurse"])
    page.goto("/referrals/new/")
    return page


def test_a_release_is_handed_over_with_medicine_and_naloxone_answered(nurse):
    day = timezone.localdate() + timedelta(days=21)
    nurse.get_by_label("What to call them").fill("Teo")
    nurse.get_by_label("Care", exact=True).select_option("outpatient_medicine")
    nurse.get_by_label("Medicine", exact=True).select_option("buprenorphine")
    nurse.get_by_label("Paid by").select_option("medicaid")
    nurse.get_by_label("How soon").select_option("next_day")
    nurse.get_by_label("Day of release").fill(day.isoformat())
    nurse.get_by_label("Name, town or ZIP code").fill("clinic")
    nurse.get_by_role("button", name="Find places").click()
    nurse.locator("select[name=pick]").first.select_option(label="Ask first")

    nurse.get_by_role("button", name="Save, then ask the places").click()
    expect(nurse.get_by_role("alert")).to_contain_text("first day")
    expect(nurse.get_by_label("What to call them")).to_have_value("Teo")

    nurse.get_by_label("Medicine for the first day").select_option("supply")
    nurse.get_by_label("Naloxone in the hand").select_option("handed_over")
    nurse.get_by_role("button", name="Save, then ask the places").click()
    nurse.get_by_role("link", name="The sheet for that day, to print").click()

    expect(nurse.get_by_role("heading", level=1)).to_be_visible()
    expect(nurse.locator("main")).to_contain_text("988")
    expect(nurse.locator("main")).to_contain_text("Your spray")  # on paper others see no name of a medicine
    assert "heroin" not in nurse.title().lower()

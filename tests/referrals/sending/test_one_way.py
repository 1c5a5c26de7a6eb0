"""Police and custody: received, at once, and never anything more (S24)."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.html import escape

from factories import make_facility
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent, OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.agreeing.actions import decline
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, Referral
from pages.reading import all_with, led_to
from referrals.on_call import keep_coordinators
from referrals.samples import moved
from referrals.sending.desks import FORM, at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


@pytest.mark.parametrize("kind", ["police", "custody"])
def test_officer_is_told_received_and_finds_no_list_and_no_page(kind):
    client, _, _ = at_the_desk(kind=kind, role="officer")

    answer = client.post("/referrals/new/", FORM | {"agrees": "later"})

    referral = Referral.objects.get()
    home = client.get("/referrals/").content.decode()
    page = client.get(f"/referrals/{referral.public_id}/")
    assert "Received" in answer.content.decode()
    assert (referral.public_id in home, page.status_code, referral.turn) == (False, 404, "coordinator")


def test_same_form_again_tells_nothing_new():
    client, _, _ = at_the_desk(kind="police", role="officer")
    first = client.post("/referrals/new/", FORM | {"agrees": "later"})
    moved(Referral.objects.get(), Stage.IN_ERROR)

    again = client.post("/referrals/new/", FORM | {"agrees": "later"})

    assert main_of(first) == main_of(again)
    assert Referral.objects.count() == 1


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_yes_comes_from_the_persons_own_phone():
    client, _, _ = at_the_desk(kind="police", role="officer")

    answer = client.post("/referrals/new/", FORM | {"agrees": "phone", "pick": make_facility().public_id})

    asked = AskedConsent.objects.get()
    assert ("/agree/" in answer.content.decode(), asked.way, asked.reply) == (True, "own_phone", "")


def test_paper_says_where_it_is_kept():
    client, _, _ = at_the_desk(kind="custody", role="officer")
    typed = FORM | {"agrees": "paper", "pick": make_facility().public_id}

    refused = client.post("/referrals/new/", typed)
    kept = client.post("/referrals/new/", typed | {"kept_at": "Cabinet 2"})

    consent = Consent.objects.get()
    evidence = opened(consent, "evidence")["evidence"]
    assert ("where the signed paper is kept" in refused.content.decode(), "Received" in kept.content.decode()) == (
        True,
        True,
    )
    assert (evidence["how"], evidence["kept_at"]) == ("on paper", "Cabinet 2")


def test_words_for_paper_are_shown_before_anything_is_written():
    client, _, _ = at_the_desk(kind="custody", role="officer")
    place = make_facility()

    page = client.post("/referrals/new/", FORM | {"task": "paper", "pick": place.public_id}).content.decode()

    assert ("This is about me: Rosa." in page, f"Only {place.name}" in page) == (True, True)
    assert Referral.objects.count() == 0


def test_custody_prints_the_sheet_for_the_day_of_release_at_once():
    client, _, _ = at_the_desk(kind="custody", role="officer")
    day = (timezone.now() + timedelta(days=21)).date().isoformat()
    place = make_facility(name="Methadone Clinic of Springfield", program="Opioid Treatment Program")
    release = {"release_on": day, "first_day_medicine": "at_program", "first_day_naloxone": "handed_over"}

    sheet = client.post("/referrals/new/", FORM | release | {"agrees": "later", "pick": place.public_id})

    outside = main_of(sheet).lower()
    assert ("not agreed yet" in outside, place.street1.lower() in outside) == (True, False)
    telling = ("methadone", "opioid", "naloxone", "buprenorphine", "treatment", "addiction", "jail", "prison")
    assert [word for word in telling if word in outside] == []


@pytest.mark.parametrize(("state", "before", "status"), [("IL", 1, 200), ("IL", 2, 422), ("GU", 1, 422)])
def test_today_is_the_day_at_the_first_place(monkeypatch, state, before, status):
    """At 1 am by UTC it is yesterday evening in Illinois, and late morning in Guam."""
    client, _, _ = at_the_desk(kind="custody", role="officer")
    place = make_facility(state=state)
    evening = datetime.combine(timezone.now().date(), time(1), tzinfo=UTC)
    day = evening.date() - timedelta(days=before)
    monkeypatch.setattr("handrail.referrals.sending.home_views.timezone", SimpleNamespace(now=lambda: evening))
    release = {"release_on": day.isoformat(), "first_day_medicine": "at_program", "first_day_naloxone": "handed_over"}
    typed = FORM | release | {"agrees": "paper", "kept_at": "Cabinet 2", "pick": place.public_id}

    paper = client.post("/referrals/new/", typed | {"task": "paper"})
    kept = client.post("/referrals/new/", typed)

    assert (paper.status_code, kept.status_code) == (status, status)
    assert [each.release_on for each in Referral.objects.all()] == ([day] if status == 200 else [])


def test_what_is_refused_for_one_line_wrote_nothing():
    client, _, _ = at_the_desk(kind="custody", role="officer")
    first, second = make_facility(), make_facility()
    paper = FORM | {"agrees": "paper"}

    refused = client.post("/referrals/new/", paper | {"pick": first.public_id})
    written = Referral.objects.count()
    client.post("/referrals/new/", paper | {"pick": second.public_id, "kept_at": "Cabinet 2"})

    asked = AskedConsent.objects.get()
    assert (refused.status_code, written, asked.facility, Consent.objects.count()) == (422, 0, second, 1)


def test_under_eighteen_nothing_is_half_written():
    client, _, _ = at_the_desk(kind="police", role="officer")
    typed = FORM | {"age": "minor", "agrees": "phone", "pick": make_facility().public_id}

    answer = client.post("/referrals/new/", typed)

    assert (answer.status_code, Referral.objects.count(), AskedConsent.objects.count()) == (422, 0, 0)


@pytest.mark.parametrize("becomes", ["open", "answered", "ended"])
def test_same_form_again_is_one_bare_page_whatever_became_of_it(becomes):
    client, _, _ = at_the_desk(kind="police", role="officer")
    typed = FORM | {"agrees": "phone", "pick": make_facility().public_id}
    client.post("/referrals/new/", typed)
    if becomes == "answered":
        decline(asked=AskedConsent.objects.get(), by=PRODUCT, at=timezone.now())
    if becomes == "ended":
        moved(Referral.objects.get(), Stage.IN_ERROR)
    links = set(OneTimeLink.objects.values_list("digest", "withdrawn_at"))

    again = client.post("/referrals/new/", typed)

    assert ("Received" in main_of(again), "/agree/" in main_of(again)) == (True, False)
    assert set(OneTimeLink.objects.values_list("digest", "withdrawn_at")) == links


def test_picture_for_the_phone_names_the_neutral_host(settings):
    settings.MESSAGE_HOST = "go.example.org"
    client, _, _ = at_the_desk(kind="police", role="officer")

    answer = client.post("/referrals/new/", FORM | {"agrees": "phone", "pick": make_facility().public_id})

    assert ("go.example.org/agree/" in main_of(answer), "testserver" in main_of(answer)) == (True, False)


def test_paper_of_custody_names_no_page_that_does_not_exist():
    client, _, _ = at_the_desk(kind="custody", role="officer")

    page = client.post("/referrals/new/", FORM | {"task": "paper", "pick": make_facility().public_id})

    assert "in writing at any time, through a coordinator of this site." in main_of(page)


def test_words_on_the_paper_are_the_words_that_are_kept():
    client, _, _ = at_the_desk(kind="custody", role="officer")
    day = (timezone.now() + timedelta(days=56)).date()
    release = {"release_on": day.isoformat(), "first_day_medicine": "at_program", "first_day_naloxone": "handed_over"}
    typed = FORM | release | {"agrees": "paper", "kept_at": "Cabinet 2", "pick": make_facility().public_id}

    paper = main_of(client.post("/referrals/new/", typed | {"task": "paper"}))
    client.post("/referrals/new/", typed)

    consent = Consent.objects.get()
    lines = opened(consent, "evidence")["evidence"]["text"].splitlines()
    assert [line for line in lines if escape(line) not in paper] == []
    assert consent.expires_at.date() > day + timedelta(days=14)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"agrees": "phone"}, "they get a number there"),
        ({"agrees": "later"}, "Our coordinator tells them"),
        ({"agrees": "later", "reach": "receipt", "address": ""}, "nobody can tell them"),
    ],
)
def test_officer_reads_how_the_person_learns_what_becomes_of_it(typed, said):
    client, _, _ = at_the_desk(kind="police", role="officer")
    form = FORM | {"pick": make_facility().public_id} | typed

    first, again = client.post("/referrals/new/", form), client.post("/referrals/new/", form)

    assert [said in main_of(page) for page in (first, again)] == [True, True]


def test_way_back_from_the_paper_carries_all_that_was_typed():
    client, _, _ = at_the_desk(kind="police", role="officer")
    place = make_facility()
    paper = client.post("/referrals/new/", FORM | {"task": "paper", "agrees": "paper", "pick": place.public_id})
    carried = {field["name"]: field["value"] for field in all_with(paper, "input", type="hidden")}

    form = client.post("/referrals/new/", carried).content.decode()

    assert (carried["pick"], carried["alias"], "task" in carried) == (place.public_id, "Rosa", False)
    assert ('value="Rosa"' in form, f'value="{place.public_id} 1" selected' in form, Referral.objects.count()) == (
        True,
        True,
        0,
    )


def test_who_named_no_way_is_not_said_to_be_reached_through_police():
    client, _, _ = at_the_desk(kind="police", role="officer")

    page = client.get("/referrals/new/").content.decode()

    assert ("Only through us" in page, "No way is known" in page) == (False, True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"alias": ""}, "alias"),
        ({"address": "ward five"}, "address"),
        ({"note": "a" * 1001}, "note"),
        ({"agrees": "paper", "kept_at": ""}, "kept_at"),
        ({"no_release_day": ""}, "release_on"),
    ],
)
def test_what_is_refused_is_marked_at_its_field(typed, field):
    client, _, _ = at_the_desk(kind="custody", role="officer")

    page = client.post("/referrals/new/", FORM | {"agrees": "later", "pick": make_facility().public_id} | typed)

    assert (page.status_code, led_to(page)) == (422, [field])


@pytest.mark.parametrize("has_number", [True, False])
def test_paper_says_below_the_signature_how_to_reach_us_and_the_program(settings, has_number):
    settings.OPERATOR_PHONE = "617-555-0199" if has_number else ""
    client, _, _ = at_the_desk(kind="police", role="officer")
    place = make_facility(phone="617-555-0120", intake_phones=["617-555-0170 x207"], state="MA")

    page = main_of(client.post("/referrals/new/", FORM | {"task": "paper", "pick": place.public_id}))

    below = page.partition("Signature")[2]
    assert ("testserver</span>" in below, "617-555-0199</span>" in below) == (True, has_number)
    assert f'{place.name}: <span class="whole">617-555-0170 x207</span>, ask for extension 207' in below
    assert ("Version 4 of these words" in below, "start treatment" in below) == (True, False)

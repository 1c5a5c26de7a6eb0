"""Who tries the product finds a mirror with numbers in it, counted by the code that publishes real ones (S35, S36)."""

import time
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from factories import make_operator
from handrail.directory.actions import make_room_for_real_data
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.referrals.demonstration import mirror
from handrail.referrals.demonstration.mirror import bring_mirror_to_life
from handrail.referrals.domain.publications import Publication
from handrail.referrals.mirroring.actions import publish_mirror
from handrail.referrals.mirroring.queries import arrival_rates_now, published_names
from handrail.referrals.models import PublishedPeriod, Referral, UnmetSearches
from handrail.web.page_context import is_demonstration
from referrals.samples import make_program
from signing_in import sign_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
SECONDS = 20  # measured: about one; a start must not become slow


@pytest.fixture
def places():
    return [make_program(source="demonstration")[1] for _ in range(2)]


def test_there_are_quarters_a_year_of_programs_and_reports_and_it_is_done_once(places):
    began = time.process_time()
    bring_mirror_to_life(at=AT)
    took = time.process_time() - began
    bring_mirror_to_life(at=AT + timedelta(days=90))

    assert published_names(Publication.QUARTER) == ["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]
    assert published_names(Publication.YEAR) == ["2025"]
    assert published_names(Publication.STATE) == ["2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]
    assert took < SECONDS


@pytest.mark.parametrize("day", range(0, 366, 31))
def test_on_every_day_of_the_calendar_there_is_a_year_to_look_at(day, monkeypatch):
    wanted = []
    monkeypatch.setattr(mirror, "counted", lambda what, period, today: (wanted.append(what), ({}, []))[1])

    bring_mirror_to_life(at=AT + timedelta(days=day))

    assert set(wanted) == set(Publication)


def test_pages_and_files_have_numbers_and_no_referral_stands_behind_them(places):
    declare(kind=InstallationKind.DEMONSTRATION, at=AT)
    is_demonstration.forget()
    bring_mirror_to_life(at=AT)
    client = Client()
    sign_in(client, make_operator())

    quarter = client.get("/referrals/mirror/").content.decode()
    year = client.get("/referrals/mirror/2025/").content.decode()
    file = client.get("/referrals/mirror/2026-Q3/source.csv")
    report = client.get("/desk/referrals/grant-report/").content.decode()
    is_demonstration.forget()

    assert "This is demonstration data." in quarter
    assert "<dt>Asked for</dt><dd>296</dd>" in quarter
    assert "A hospital" in quarter
    assert '<rect class="bar-with"' in quarter
    assert [year.count(f"/programs/{place.public_id}/") for place in places] == [1, 1]
    assert file.headers["Content-Disposition"] == 'attachment; filename="demonstration-numbers-2026-Q3-source.csv"'
    assert '<td class="figure">136</td>' in report
    assert Referral.objects.count() == 0


def test_nobody_invented_changes_the_order_of_paths(places):
    bring_mirror_to_life(at=AT)

    rates = arrival_rates_now()

    assert {rates[place.public_id] for place in places} == {None}


def test_worker_publishes_nothing_beside_it_and_real_data_take_it_away(places):
    declare(kind=InstallationKind.DEMONSTRATION, at=AT)
    bring_mirror_to_life(at=AT)

    done = publish_mirror(at=AT)
    make_room_for_real_data(at=AT)

    assert (done, PublishedPeriod.objects.count(), UnmetSearches.objects.count()) == (0, 0, 0)


def test_the_command_that_loads_a_demonstration_brings_it():
    call_command("load_demonstration", stdout=StringIO())

    assert PublishedPeriod.objects.of(Publication.QUARTER).count() >= 4

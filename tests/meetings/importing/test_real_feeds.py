"""Every real feed beside the checkout, imported and imported again."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from handrail.meetings.models import Feed, Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]
COUNTED = ("rows", "new", "changed", "unchanged", "gone", "refused")


def imported(path, format, *more):
    out = io.StringIO()
    source = path.name.split(".")[0]
    call_command("import_meetings", str(path), "--format", format, "--source", source, *more, "--json", stdout=out)
    return json.loads(out.getvalue())


def twice(path, format, *more):
    return [[report[name] for name in COUNTED] for report in (imported(path, format, *more) for _ in range(2))]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("tsml/san-jose-ca.json.gz", 670),
        ("tsml/philadelphia-pa.json.gz", 2038),
        ("tsml/sf-marin-ca.json.gz", 658),
        ("tsml/al-anon-us.json.gz", 360),
        ("tsml/eating-disorders-anonymous-intl.json", 185),
        ("tsml/edmonton-ab.json", 315),
        ("tsml/northwest-texas.json", 613),
        ("tsml/ben-lomond-ca.json", 35),
        ("tsml/edge-times.json", 9),
        ("tsml/edge-appointment.json", 2),
        ("tsml/edge-timezones.json", 2),
        ("tsml/pdf-fixture-25.json", 25),
        ("tsml/oiaa-online-cypress-160.json", 160),
        ("bmlt/ny-GetSearchResults.json.gz", 1206),
        ("bmlt/buffalo-ny-used-formats-day2.json", 53),
        ("bmlt/buffalo-ny-used-formats-day3.json", 54),
        ("bmlt/australia-GetSearchResults.json", 54),
        ("bmlt/edge-virtual-na-two-timezones.json", 2),
        ("bmlt/empty-used-formats.json", 0),
    ],
)
def test_second_import_of_a_real_feed_changes_nothing(shared_data, name, rows):
    path = shared_data / "meetings" / name

    first, second = twice(path, name.split("/")[0])

    refused = first[5]
    assert first == [rows, rows - refused, 0, 0, 0, refused]
    assert second == [rows, 0, 0, rows - refused, 0, refused]
    assert Meeting.objects.listed().count() == rows - refused


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("tsml/edge-invalid-trailing-garbage.json", "tsml"),
        ("bmlt/ny-GetFormats-all-languages.json", "bmlt"),
        ("bmlt/GetServerInfo-4.x.json", "bmlt"),
    ],
)
def test_file_that_is_no_feed_is_refused_whole(shared_data, name, format):
    path = shared_data / "meetings" / name

    with pytest.raises(CommandError, match=r"^Not imported: "):
        imported(path, format)

    assert (Feed.objects.count(), Meeting.objects.count()) == (0, 0)

"""What a BMLT server says of itself."""

from django.db.models import Max, Min

from handrail.meetings.export.bmlt import FIELDS
from handrail.meetings.export.bmlt_formats import ENGLISH
from handrail.meetings.models import Meeting

VERSION = "4.2.7"
VERSION_NUMBER = "4002007"
"""The server whose answers these are like; clients decide by it what they may ask."""

DEFAULT_DURATION = "01:00:00"
MIDDLE = ("-98.5795", "39.8283")  # of the United States, where nothing else is known
NATIVE = {"center_zoom": "6", "distance_units": "mi", "region": "us"}


def server_info(languages: list[str]) -> list[dict[str, str]]:
    area = coverage()
    return [
        {
            "version": VERSION,
            "versionInt": VERSION_NUMBER,
            "langs": ",".join(languages),
            "nativeLang": ENGLISH,
            "centerLongitude": middle(area, "longitude") or MIDDLE[0],
            "centerLatitude": middle(area, "latitude") or MIDDLE[1],
            "centerZoom": NATIVE["center_zoom"],
            "defaultDuration": DEFAULT_DURATION,
            "regionBias": NATIVE["region"],
            "charSet": "UTF-8",
            "distanceUnits": NATIVE["distance_units"],
            "semanticAdmin": "0",
            "emailEnabled": "0",
            "emailIncludesServiceBodies": "0",
            "changesPerMeeting": "1",
            "meeting_states_and_provinces": "",
            "meeting_counties_and_sub_provinces": "",
            "available_keys": ",".join(FIELDS),
            "google_api_key": "",
            "dbVersion": "0",
            "dbPrefix": "",
            "meeting_time_zones_enabled": "1",
            "phpVersion": "",
            "auto_geocoding_enabled": "0",
            "aggregator_mode_enabled": "0",
            "commit": "",
        }
    ]


def server_info_xml() -> str:
    told = f"<serverVersion><readableString>{VERSION}</readableString></serverVersion>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<bmltInfo>{told}</bmltInfo>\n'


def coverage() -> dict[str, float | None]:
    return (
        Meeting.objects.listed()
        .exclude(weekdays="")
        .aggregate(
            north=Max("latitude"),
            south=Min("latitude"),
            east=Max("longitude"),
            west=Min("longitude"),
        )
    )


def middle(area: dict[str, float | None], axis: str) -> str:
    low, high = (area["south"], area["north"]) if axis == "latitude" else (area["west"], area["east"])
    return "" if low is None or high is None else str(round((low + high) / 2, 4))


def coverage_area() -> list[dict[str, str]]:
    area = coverage()
    corners = {
        "nw_corner_longitude": area["west"],
        "nw_corner_latitude": area["north"],
        "se_corner_longitude": area["east"],
        "se_corner_latitude": area["south"],
    }
    return [{name: "" if value is None else str(value) for name, value in corners.items()}]

"""Schemathesis reads our OpenAPI document, calls every operation in every way it allows and forbids, and judges each
answer by the document: status, media type, headers, schema, what must be refused, what must be taken."""

import json

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from factories import make_facility
from handrail.accounts.api_keys.queries import digest
from handrail.accounts.models import ApiKey
from handrail.directory.actions import bump_revision
from interop.conftest import KEPT_ID
from interop.schema import document

EXAMPLES = 40
SECRET = "hrk_" + "k" * 32
KNOWN_ID = "aaaaaaaaaaaab"
PLACES = ("62701", "Springfield, IL", "Gallup, NM", "Springfield", "99501", "Puerto Rico")
PLAIN = {"Accept-Encoding": "identity"}  # the client in this process unpacks nothing
# A place that nobody knows is well formed, and so are forty wishes in two lists: see `is_well_meant`.
TAKEN = ["2xx", "3xx", "404", "409", "422"]
WELL_MEANT = {
    "place_unknown",
    "place_unknown_zip",
    "place_not_a_zip",
    "place_empty",
    "place_unreadable",
    "place_military",
}
WELL_MEANT |= {"more_than_all", "updated_ahead", "updated_long_ago", "group_twice", "unit_of_level", "not_a_moment"}
WELL_MEANT |= {"place_not_in_state", "place_state_alone", "place_far_point", "place_no_point", "too_many"}


@pytest.fixture
def one_connection():
    """The test's own, which holds its rows: after each request a server would close it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def directory(clinics, kept_program, one_connection, settings):
    settings.API_PER_MINUTE = 10_000_000
    settings.ALLOWED_HOSTS = ["*"]
    make_facility(codes="", latitude=None, public_id=KNOWN_ID)
    make_facility(codes=" ".join(f"X{number}" for number in range(300)), gone_since_year=2023)
    bump_revision(at=timezone.now())
    ApiKey.objects.update(digest=digest(SECRET), made_at=timezone.now())


api = schemathesis.openapi.from_dict(
    document(),
    config=SchemathesisConfig.from_dict(
        {
            "checks": {"positive_data_acceptance": {"expected-statuses": TAKEN}},
            "auth": {"openapi": {"ProgramKey": {"bearer": SECRET}}},
        }
    ),
)
api.app = WSGIHandler()


@api.hook
def map_body(context, body):
    """Few random texts are a town, and few random points lie in one: three of four are moved to where people live."""
    if isinstance(body, dict) and isinstance(rows := body.get("capacities"), list):
        return {**body, "capacities": [kept_row(row, number) for number, row in enumerate(rows)]}
    if isinstance(body, dict) and isinstance(near := body.get("near"), str) and near and len(near) % 4:
        return {**body, "near": PLACES[len(near) % len(PLACES)]}
    if isinstance(body, dict) and isinstance(point := body.get("point"), dict) and is_a_point(point):
        return {**body, "point": {"latitude": 39 + point["latitude"] / 90, "longitude": -89 + point["longitude"] / 180}}
    return body


def kept_row(row, number):
    """Nor is a random text a page that the program keeps, nor a random moment one of this year."""
    if not isinstance(row, dict) or number % 2:
        return row
    named = {name: KEPT_ID for name in ("service_id", "facility") if isinstance(row.get(name), str) and row[name]}
    moment = {"updated": timezone.now().isoformat()} if isinstance(row.get("updated"), str) else {}
    return row | named | moment


def is_a_point(point: dict) -> bool:
    limits = {"latitude": 90, "longitude": 180}
    return {*point} == {*limits} and all(
        isinstance(point[name], float) and abs(point[name]) <= most for name, most in limits.items()
    )


@api.hook
def map_path_parameters(context, path_parameters):
    """Nor is a random text the id of a facility."""
    asked = path_parameters.get("public_id") if path_parameters else None
    return {"public_id": KNOWN_ID} if isinstance(asked, str) and len(asked) % 2 else path_parameters


@schemathesis.check
def is_well_meant(ctx, response, case) -> None:
    """What the document allows is refused for its meaning alone."""
    is_allowed = case.meta is not None and case.meta.generation.mode.is_positive
    if is_allowed and response.status_code == 422:
        codes = {error["code"] for error in json.loads(response.content)["errors"]}
        assert codes <= WELL_MEANT, codes


@pytest.mark.slow
@api.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_any_call_is_answered_as_the_document_says(case, directory):
    case.call_and_validate(headers=PLAIN, additional_checks=[is_well_meant])

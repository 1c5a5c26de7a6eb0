import pytest
from django.test import Client

from handrail.interop.calls import limit
from handrail.web.models import DoorCount

HERE, NEIGHBOR, ELSEWHERE = "203.0.113.7", "203.0.113.8", "198.51.100.7"


def get(address: str, path: str = "/api/codes"):
    return Client(REMOTE_ADDR=address).get(path)


@pytest.fixture
def five_a_minute(clinics, settings, monkeypatch, at):
    settings.API_PER_MINUTE = 5
    monkeypatch.setattr("handrail.interop.calls.timezone.now", lambda: at)


@pytest.mark.asvs("V2.3.2", "V15.2.2")
def test_network_waits_after_its_share_and_no_other_does(five_a_minute):
    statuses = [get(address).status_code for address in (HERE, NEIGHBOR, HERE, NEIGHBOR, HERE)]

    refused, elsewhere = get(NEIGHBOR), get(ELSEWHERE)

    assert statuses == [200] * 5
    assert (refused.status_code, elsewhere.status_code) == (429, 200)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["type"] == "/api/#too-often"
    assert refused.headers["Retry-After"] == "60"
    assert "60 seconds" in refused.json()["detail"]
    assert refused.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/paths", "/api/nothing", "/api/openapi.json", "/api/facilities/aaaaaaaaaaaaa"])
def test_every_address_counts_against_one_share(five_a_minute, path):
    for _ in range(5):
        get(HERE, path)

    assert get(HERE).status_code == 429


def test_question_of_a_browser_beforehand_is_not_counted(five_a_minute):
    client = Client(REMOTE_ADDR=HERE)
    for _ in range(10):
        client.options("/api/paths", headers={"origin": "https://x.example", "access-control-request-method": "POST"})

    assert get(HERE).status_code == 200


def test_page_for_programmers_is_read_also_by_who_must_wait(five_a_minute):
    for _ in range(6):
        get(HERE)

    assert get(HERE, "/api/").status_code == 200


@pytest.mark.usefixtures("one_minute")
def test_database_is_asked_once_for_thirty_calls(five_a_minute, settings, django_assert_num_queries):
    settings.API_PER_MINUTE = 600
    get(HERE)

    with django_assert_num_queries(0):
        statuses = {get(HERE, "/api/nothing").status_code for _ in range(29)}

    assert statuses == {404}
    assert [count.used for count in DoorCount.objects.all()] == [30]


@pytest.mark.parametrize(("most", "batch"), [(0, 1), (5, 5), (600, 30), (30_000, 30), (100_000, 100)])
def test_network_allowed_many_calls_takes_a_thousandth_of_them_at_a_time(settings, most, batch):
    settings.API_PER_MINUTE = most

    assert limit().batch == batch

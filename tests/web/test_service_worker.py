"""The worker of kept pages: who may register it, and what it is made of."""

import pytest
from django.test import Client

from handrail.web.rendering import static_address

pytestmark = pytest.mark.django_db


def test_worker_is_nothing_but_its_two_parts():
    response = Client().get("/sw.js")

    parts = "".join(f'importScripts("{static_address(f"web/{name}.js")}");\n' for name in ("keeping", "worker"))
    assert response.content.decode() == parts
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert "Service-Worker-Allowed" not in response


def test_worker_takes_scripts_from_our_files_alone():
    policy = Client().get("/sw.js")["Content-Security-Policy"]

    assert "script-src http://testserver/static/;" in policy
    assert "worker-src" not in policy


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/offline/", True),
        ("/es/offline/", True),
        ("/offline/taken-off/", False),
        ("/", False),
        ("/heroin/", False),
        ("/account/", False),
    ],
)
def test_worker_can_be_registered_where_the_question_is_asked_and_nowhere_else(path, may):
    policy = Client().get(path)["Content-Security-Policy"]

    assert ("worker-src http://testserver/sw.js" in policy, "worker-src" in policy) == (may, may)

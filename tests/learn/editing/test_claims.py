"""A claim is confirmed by another person than the one who wrote it, and never loses its last source."""

import pytest

from handrail.learn.models import Claim, Source

pytestmark = pytest.mark.django_db


def sent(claim: Claim, **changed) -> dict:
    fields = {name: getattr(claim, name) for name in ("key", "text_en", "text_es", "strength", "checked_on")}
    return fields | {"sources": [source.pk for source in claim.sources.all()]} | changed


def change(client, claim: Claim, **changed) -> int:
    answer = client.post(f"/cms/claims/edit/{claim.pk}/", sent(claim, **changed))
    claim.refresh_from_db()
    return answer.status_code


@pytest.fixture
def claim(content) -> Claim:
    return Claim.objects.get(key="water-is-wet")


def test_changed_claim_is_no_longer_confirmed(browsers, claim):
    status = change(browsers["writer"], claim, text_en="Water is very wet.", is_confirmed="on")

    assert (status, claim.text_en, claim.is_confirmed) == (302, "Water is very wet.", False)


@pytest.mark.parametrize("name", ["writer", "reviewer", "superuser"])
def test_nobody_confirms_their_own_claim(browsers, claim, name):
    change(browsers[name], claim, text_en="Water is very wet.")

    status = change(browsers[name], claim, is_confirmed="on")

    assert (status, claim.is_confirmed) == (200, False)


def test_another_person_confirms_a_claim(browsers, claim):
    change(browsers["writer"], claim, text_en="Water is very wet.")

    status = change(browsers["reviewer"], claim, is_confirmed="on")

    assert (status, claim.is_confirmed) == (302, True)


def test_claim_without_a_source_is_refused(browsers, claim):
    status = change(browsers["reviewer"], claim, sources=[])

    assert (status, claim.sources.count()) == (200, 1)


def test_new_claim_starts_unconfirmed(browsers, claim):
    new = sent(claim, key="new-claim", is_confirmed="on")

    browsers["writer"].post("/cms/claims/new/", new)

    assert (Claim.objects.get(key="new-claim").is_confirmed, Source.objects.count()) == (False, 2)

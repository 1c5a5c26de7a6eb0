"""Two operators who approve at the same moment, for two organizations: one page has one keeper."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.people import make_organization, make_staff
from directory.claims_made import EVIDENCE, Program
from factories import make_operator
from handrail.directory.claims.actions.claiming import enter_code, verify
from handrail.directory.domain.claims import ClaimRefused, State
from handrail.directory.models import Claim

pytestmark = pytest.mark.django_db(transaction=True)


def approved_by(claim, operator, at, together):
    together.wait()
    try:
        return verify(claim=claim, evidence=EVIDENCE, by=operator, at=at).state
    except ClaimRefused as refusal:
        return str(refusal)
    finally:
        connections.close_all()


def at_once(claims, operators, at):
    together = Barrier(len(operators))
    with ThreadPoolExecutor(len(operators)) as threads:
        jobs = zip(claims, operators, strict=True)
        return sorted(threads.map(lambda job: approved_by(*job, at, together), jobs))


def test_two_operators_approve_one_claim_once(at):
    claim = Program().claim(State.CONFIRMED, at)

    answers = at_once([claim, claim], [make_operator(), make_operator()], at)

    assert answers == ["This claim has moved on. That step is no longer possible.", "verified"]


def test_two_claims_of_one_place_get_one_keeper(at):
    program = Program()
    first = program.claim(State.CONFIRMED, at)
    rival = make_organization(name="Rival", kind="clinic")
    boss = make_staff(organization=rival, word="rival")
    second = program.ask(at, organization=rival, by=boss)
    enter_code(claim=second, code=program.call(second, at), by=boss, at=at)

    answers = at_once([first, second], [make_operator(), make_operator()], at)

    assert answers == ["Another organization keeps this page. Settle that claim first.", "verified"]
    assert Claim.objects.keeping().count() == 1

"""The walk that takes pictures: who comes in, and what becomes of a way that fails."""

import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.referrals.models import Referral
from pictures import walking
from pictures.sign_ins import SignIns
from pictures.staged.ground import NotADemonstration, fresh
from pictures.visit import Look, Visit
from referrals.samples import NOON, make_referral, make_sender


@pytest.fixture
def start(checkout):
    loader = SourceFileLoader("start", str(checkout / "script" / "start"))
    module = module_from_spec(spec_from_loader("start", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def visit(tmp_path):
    return Visit(None, Look(360, "dark", "es"), tmp_path, "http://127.0.0.1", "60608", SignIns())


def test_sign_ins_are_read_as_start_prints_them(tmp_path, start):
    nurse = {"role": "hospital", "username": "demo-nurse", "password": "pass-word", "codes": ["a1-b2", "c3-d4"]}
    printed = tmp_path / "start.log"
    printed.write_text(start.greeting(8000, [nurse]))

    told = SignIns(printed).told

    assert told == {"demo-nurse": ("pass-word", ["a1-b2", "c3-d4"])}


def test_way_that_fails_is_told_by_its_name_and_the_walk_goes_on(monkeypatch, visit):
    walked = []

    def is_broken(visit):
        raise LookupError("no such button")

    def works(visit):
        walked.append(visit.look.name)

    monkeypatch.setattr(walking, "WALKS", {"public": (is_broken, works)})

    failed = list(walking.failures(visit, ["public"]))

    assert failed == ["  360-dark-es public.is_broken: LookupError: no such button"]
    assert walked == ["360-dark-es"]


def test_pictures_explains_itself_and_asks_for_sign_ins_where_they_are_needed(checkout, tmp_path):
    script = checkout / "script" / "pictures"

    told = subprocess.run([script, "--help"], capture_output=True, text=True)
    refused = subprocess.run([script, tmp_path, "--only", "sender"], capture_output=True, text=True)

    assert (told.returncode, told.stdout.startswith("usage:")) == (0, True)
    assert (refused.returncode, refused.stderr) == (1, "Only what needs no sign-in is walked without --sign-ins.\n")


@pytest.mark.django_db
def test_walk_with_sign_ins_takes_nobody_away_where_people_are_real():
    make_referral(sender=make_sender()[0])
    declare(kind=InstallationKind.REAL, at=NOON)

    with pytest.raises(NotADemonstration):
        fresh()

    assert Referral.objects.count() == 1

"""Two leads who press at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from directory.partnerships_made import Keeper, declared
from handrail.directory.domain.partnerships import PartnershipRefused, PartnerSide
from handrail.directory.models import Partnership
from handrail.directory.partnerships.actions.ending import end
from handrail.directory.partnerships.actions.saying import confirm
from handrail.directory.partnerships.queries import partners_now

pytestmark = pytest.mark.django_db(transaction=True)
MOVED_ON = "This has moved on. That step is no longer possible."


def at_once(*acts):
    together = Barrier(len(acts))

    def press(act):
        together.wait()
        try:
            return act().state.value
        except PartnershipRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(press, acts))


def test_what_is_pressed_twice_is_confirmed_once(at):
    north, south = Keeper("north"), Keeper("south")
    made = declared(north, south, at)

    answers = at_once(
        *(lambda: confirm(partnership=made, ours=south.claim, nobody_pays=True, by=south.lead, at=at) for _ in range(2))
    )

    assert sorted(answers) == [MOVED_ON, "confirmed"]


def test_both_sides_declare_one_thing_once(at):
    north, south = Keeper("north"), Keeper("south")

    answers = at_once(lambda: declared(north, south, at), lambda: declared(south, north, at, side=PartnerSide.THEN))

    assert sorted(answers) == ["This is said already. Look at your list.", "declared"]
    assert Partnership.objects.count() == 1


def test_end_and_confirm_at_once_leave_an_ended_one(at):
    north, south = Keeper("north"), Keeper("south")
    made = declared(north, south, at)

    answers = at_once(
        lambda: end(partnership=made, ours=north.claim, reason="", by=north.lead, at=at),
        lambda: confirm(partnership=made, ours=south.claim, nobody_pays=True, by=south.lead, at=at),
    )

    made.refresh_from_db()
    assert answers[0] == "ended"
    assert answers[1] in ("confirmed", MOVED_ON)
    assert (made.state.value, partners_now(at)) == ("ended", {})

"""An upgrade forgets the addresses that ended changes kept beside them until then."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from directory.claims_made import Program
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.models import ListingChange

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("directory", "0009_stopped_since_one_left")]


@pytest.fixture
def upgrade():
    """The schema of before; what it gives leads back to that of today."""
    today = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(BEFORE)
    yield lambda: MigrationExecutor(connection).migrate(today)
    MigrationExecutor(connection).migrate(today)


def test_upgrade_forgets_addresses_of_what_ended_and_keeps_those_of_what_is_open(upgrade, at, settings):
    settings.DEMONSTRATION = True
    program = Program()
    claim = program.claim(State.VERIFIED, at)
    mailbox = {"field": Field.CONTACT, "text": "front-desk@program.example"}
    program.change(claim, at, **mailbox)
    ListingChange.objects.update(state="stopped", stopped="program", stopped_at=at)
    program.change(claim, at, **mailbox)

    upgrade()

    kept = dict(ListingChange.objects.values_list("state", "address"))
    assert (kept["stopped"], kept["proposed"] is None) == (None, False)

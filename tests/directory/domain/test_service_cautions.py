"""What is said beside a service."""

import pytest

from handrail.directory.domain.service_cautions import cautions
from handrail.directory.looking_up.services import services

WITHDRAWAL = ("not_treatment", "tolerance_and_naloxone")


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("withdrawal", WITHDRAWAL),
        ("withdrawal_stay", WITHDRAWAL),
        ("code:OD", WITHDRAWAL),
        ("code:DM", WITHDRAWAL),
        ("alcohol", ("never_stop_alone", *WITHDRAWAL)),
        ("benzos", ("never_stop_alone", *WITHDRAWAL)),
        ("code:PMAT", ("never_stop_alone",)),
        ("medicine", ()),
        ("residential", ()),
    ],
)
def test_withdrawal_care_is_never_named_without_what_it_is_not(service, said):
    assert cautions(services()[service].codes) == said


def test_every_service_of_withdrawal_is_known_as_one():
    named = {key: one for key, one in services().items() if "withdrawal" in one.en.casefold()}

    assert [key for key, one in named.items() if "not_treatment" not in cautions(one.codes)] == []

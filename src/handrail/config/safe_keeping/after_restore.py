"""What a restored backup must not bring back: done again, closed, and sealed, before anybody is served (S33, S34)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from handrail.accounts.persons.actions import hide_as_erasures_stand
from handrail.accounts.sign_ins.actions import end_every_sign_in
from handrail.messaging.actions import drop_unsent
from handrail.privacy.audit.sealing_batches import seal_entries
from handrail.privacy.erasing.ledger import Line, done_again
from handrail.privacy.one_time_links.actions import withdraw_every_link


def bring_up_to_now(written: Iterable[Line], *, at: datetime) -> tuple[Counter[str], int]:
    """How many acts were done again, by kind, and how many the law holds up. Twice is once."""
    counts, held = done_again(written)
    hide_as_erasures_stand()
    end_every_sign_in()
    withdraw_every_link(at=at)
    drop_unsent(at=at)
    seal_entries(at=at)
    return counts, held

"""Where the messages to a made-up program go, so that its links can be tried: they are printed, and go nowhere.

Named by one of its people, agreed to by another, told by telephone, confirmed, and in force after the usual wait.
"""

from datetime import datetime, timedelta

from handrail.accounts.models import User
from handrail.directory.domain.listing_changes import Field, Told
from handrail.directory.listing_changes.actions.changing import agree, answer_by_link, note_call, propose, wait
from handrail.directory.listing_changes.actions.clock import apply_due_changes
from handrail.directory.models import Claim, ListingChange
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.queries import message_called
from handrail.privacy.sealed_values import opened

MAILBOX = "front-desk@program.example"
HOUR = timedelta(hours=1)


def name_contact(claim: Claim, *, lead: User, intake: User, operator: User, at: datetime) -> None:
    if missing_setting(Channel.EMAIL):  # loaded by hand, and not as a demonstration: nobody could be asked
        return
    told_at = at - wait() - HOUR
    change = propose(claim=claim, field=Field.CONTACT, text=MAILBOX, by=lead, at=told_at)
    agree(change=change, by=intake, at=told_at)
    note_call(change=change, told=Told.CALL, by=operator, at=told_at)
    answer_by_link(token=token_of(change), at=told_at)
    apply_due_changes(at=at)


def token_of(change: ListingChange) -> str:
    """As it stands in the message to the new contact."""
    message = message_called(key=f"change:{change.public_id}:new")
    assert message is not None, "who agrees to a contact writes to it"
    return str(opened(message, "letter")["letter"]["link"]).rstrip("/").rpartition("/")[2]

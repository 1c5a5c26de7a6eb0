"""People who agreed to be written to at work."""

from datetime import datetime, time

from handrail.accounts.models import User
from handrail.messaging.actions import give_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import ContactAgreement
from handrail.privacy.domain.actors import PRODUCT


def agree_to_messages(user: User, *, language: str = "en", at: datetime) -> ContactAgreement:
    return give_agreement(
        subject=user.subject,
        channel=Channel.EMAIL,
        address=f"{user.username}@work.example",
        language=language,
        zone="America/Chicago",
        text_version="1",
        quiet_from=time(0),
        quiet_to=time(0),
        by=PRODUCT,
        at=at,
    )

"""Who wants no message: no restored backup may undo it (S33, S34)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from handrail.messaging.actions import keep_stop_word, withdraw_agreement
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.models import ContactAgreement, StopWord
from handrail.messaging.stop_list import STOP_LIST, number_key
from handrail.privacy.actions import keep_hash, open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.erasing.lasting import LastingAct
from handrail.privacy.models import BlindIndex


def known_words(*, is_stop: bool) -> Iterator[tuple[str, datetime]]:
    indexes = BlindIndex.objects.filter(organization=STOP_LIST)
    keys = {index.subject_id: number_key(index) for index in indexes}
    for subject, at in StopWord.objects.filter(is_stop=is_stop).values_list("subject", "at"):
        if subject in keys:
            yield keys[subject], at


@transaction.atomic
def word_again(*, key: str, at: datetime, is_stop: bool) -> bool:
    """Where the number first said it after the backup was made, all that is known of it is its hash."""
    master_id, _, value = key.rpartition(":")
    named: Any = {"organization": STOP_LIST, "kind": "phone", "value": bytes.fromhex(value), "master_id": master_id}
    index = BlindIndex.objects.filter(**named).select_related("subject").first()
    index = index or keep_hash(**named, subject=open_subject(by=PRODUCT, at=at))
    keep_stop_word(subject=index.subject, is_stop=is_stop, at=at, provider_id=None)
    return True


def known_withdrawn() -> Iterable[tuple[str, datetime]]:
    rows = ContactAgreement.objects.exclude(withdrawn_at=None).values_list("public_id", "withdrawn_at")
    return ((key, at) for key, at in rows if at)


def withdrawn_again(*, key: str, at: datetime) -> bool:
    agreement = ContactAgreement.objects.filter(public_id=key, withdrawn_at=None).select_related("subject").first()
    if agreement is None:
        return False
    withdraw_agreement(subject=agreement.subject, channel=Channel(agreement.channel), by=PRODUCT, at=at)
    return True


LASTING_ACTS = {
    "contact.stopped": LastingAct(partial(known_words, is_stop=True), partial(word_again, is_stop=True)),
    "contact.started": LastingAct(partial(known_words, is_stop=False), partial(word_again, is_stop=False)),
    "contact.withdrawn": LastingAct(known_withdrawn, withdrawn_again),
}

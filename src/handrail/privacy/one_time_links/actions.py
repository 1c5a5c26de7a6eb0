"""Links that are handed to somebody and open one thing once (S15): invitations, a program's answer, "did you get in?".

A link is 128 bits from the system's own source of chance; the database has its hash. Looking at it changes nothing and
shows nothing. The first browser that opens it by POST claims it. Where it opens more than a question it also has a code
of six digits, told another way; five wrong ones lock it. Unknown, used, expired, withdrawn, locked and claimed by
another browser are one and the same refusal, after the same number of hashes and statements (S13). What was opened may
be taken back by the same link until it ends, also once it is used.
"""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Q

from handrail.privacy.models import MOST_WRONG, OneTimeLink
from handrail.web.translation import mark

TOKEN_BYTES = 16  # 128 bits
CODE_DIGITS = 6


class LinkRefused(Exception):
    """The message may be shown to anybody: it is the same for every reason. `has_code`: one was typed with it."""

    def __init__(self, *, has_code: bool = False) -> None:
        with_code = mark("This did not open. Check the code, or ask for a new link.")
        super().__init__(
            with_code if has_code else mark("This did not open. A link works once, and for a limited time.")
        )


@dataclass(frozen=True)
class MadeLink:
    """Shown to its maker once. `token` goes into the address, `code` is told by telephone or in person."""

    public_id: str
    token: str
    code: str


@transaction.atomic
def make_link(*, purpose: str, about: str, lasts: timedelta, has_code: bool, at: datetime) -> MadeLink:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}" if has_code else ""
    link = OneTimeLink.objects.create(
        purpose=purpose,
        about=about,
        digest=digest(token),
        code_digest=code_digest(token, code) if has_code else None,
        made_at=at,
        ends_at=at + lasts,
    )
    return MadeLink(link.public_id, token, code)


def new_browser_secret() -> str:
    """What a browser keeps, in a cookie of the link's own address, to be known again."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@transaction.atomic
def claim_link(*, purpose: str, token: str, browser: str, at: datetime) -> OneTimeLink:
    """The first browser that comes has it from now on. Raises `LinkRefused`."""
    mine = digest(browser)
    open_now = openable(purpose, token, at=at).filter(Q(browser_digest=None) | Q(browser_digest=mine))
    open_now.update(browser_digest=mine)
    link = open_now.first()
    if link is None:
        raise LinkRefused
    return link


def check_code(*, purpose: str, token: str, browser: str, code: str, at: datetime) -> OneTimeLink:
    """The link, for who claimed it and knows the code. In a transaction of its own: a wrong code counts in any case."""
    with transaction.atomic(durable=True):
        link = openable(purpose, token, at=at).filter(browser_digest=digest(browser)).select_for_update().first()
        is_right = hmac.compare_digest(code_digest(token, code), bytes(link.code_digest or b"") if link else b"")
        wrong = OneTimeLink.objects.filter(pk=link.pk if link and not is_right else 0)
        wrong.update(wrong_codes=F("wrong_codes") + 1)
    if link is None or not is_right:
        raise LinkRefused(has_code=True)
    return link


def use_link(*, link: OneTimeLink, at: datetime) -> None:
    """Call it in the transaction of what the link opened. Two at once: one of them is refused."""
    if not OneTimeLink.objects.filter(pk=link.pk, used_at=None, withdrawn_at=None).update(used_at=at):
        raise LinkRefused


def held_link(*, purpose: str, token: str, at: datetime) -> OneTimeLink | None:
    """For whoever has the address, in whatever browser: only for what takes back and shows nothing.

    One that was used counts as well: who answered a message may still want no more of them.
    """
    return standing(purpose, token, at=at).first()


def lengthen_link(*, public_id: str, ends_at: datetime) -> None:
    """It lasts as long as what was done by it. One that has ended is not opened again, and none is cut short."""
    live = OneTimeLink.objects.filter(public_id=public_id, used_at=None, withdrawn_at=None)
    live.filter(ends_at__lt=ends_at).update(ends_at=ends_at)


def withdraw_link(*, public_id: str, at: datetime) -> None:
    """From now on it looks like one that never was."""
    OneTimeLink.objects.filter(public_id=public_id, used_at=None, withdrawn_at=None).update(withdrawn_at=at)


def withdraw_links_about(*, about: str, at: datetime, purposes: Collection[str] = ()) -> None:
    """Every link that opens this, or those of these purposes: each reminder carries one of its own."""
    live = OneTimeLink.objects.filter(about=about, used_at=None, withdrawn_at=None)
    (live.filter(purpose__in=purposes) if purposes else live).update(withdrawn_at=at)


def withdraw_every_link(*, at: datetime) -> int:
    """After a restore: one that was used or withdrawn since would open again."""
    return OneTimeLink.objects.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)


def openable(purpose: str, token: str, *, at: datetime):
    return standing(purpose, token, at=at).filter(used_at=None)


def standing(purpose: str, token: str, *, at: datetime):
    """Used or not. A clock that was set back opens no link early."""
    live = {"withdrawn_at": None, "made_at__lte": at, "ends_at__gt": at}
    return OneTimeLink.objects.filter(purpose=purpose, digest=digest(token), wrong_codes__lt=MOST_WRONG, **live)


def digest(secret: str) -> bytes:
    """Of 128 random bits: nobody finds them by trying, so a plain hash is enough."""
    return sha256(f"one-time link: {secret}".encode()).digest()


def code_digest(token: str, code: str) -> bytes:
    """Six digits are soon tried, so their hash is keyed by the link, which the database does not have."""
    return hmac.digest(token.encode(), "".join(code.split()).encode(), sha256)

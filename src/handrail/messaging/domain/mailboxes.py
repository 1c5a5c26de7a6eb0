"""What can be a mailbox. Whether it is one, only a message to it tells."""

import re

MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}")


def is_mailbox(address: str) -> bool:
    return bool(MAILBOX.fullmatch(address))

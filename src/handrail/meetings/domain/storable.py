"""What a database can keep of that which JSON can write."""

import re
from collections.abc import Mapping
from typing import Any

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""No database takes half of a letter, and PostgreSQL no letter zero."""


def storable_text(text: str) -> str:
    return text if text.isprintable() else UNSTORABLE.sub("", text)  # nearly all are, and nothing of them goes


def storable(value: Any) -> Any:
    """The same, in all that is within."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, float) and value - value != 0:  # not a number, or without end
        return None
    if isinstance(value, Mapping):
        return {storable_text(str(name)): storable(each) for name, each in value.items()}
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value

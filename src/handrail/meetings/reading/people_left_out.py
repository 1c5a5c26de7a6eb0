"""The fields of a Meeting Guide row that name members or tell how to reach them. They are never kept, also where a
feed gives them to all (S10): what pages, lists and later readers could show is the meeting."""

import re
from typing import Any

BETWEEN_WORDS = re.compile(r"[\W_]+")
OF_MEMBERS = re.compile(r"contact|author|people|mailingaddress|submitted|submitter|trustedservant")
WAYS_TO_REACH = re.compile(r"(?:mail|mails|phone|phones)\d*$")
OF_A_BODY = ("feedback", "entity", "conference")
"""Such addresses and numbers are of those who publish the list, or dial into the meeting."""


def without_people(value: Any) -> Any:
    """Also within other fields. The depth was checked before."""
    if isinstance(value, dict):
        return {name: without_people(inner) for name, inner in value.items() if not is_of_people(name)}
    return [without_people(inner) for inner in value] if isinstance(value, list) else value


def is_of_people(name: str) -> bool:
    """A table calls it "Contact 1 Name", JSON contact_1_name or primaryContactName."""
    words = BETWEEN_WORDS.sub("", name.casefold())
    if OF_MEMBERS.search(words):
        return True
    return bool(WAYS_TO_REACH.search(words)) and not words.startswith(OF_A_BODY)

"""Numbers of dire need in words that are fixed, such as those of a served notice: each can be tapped."""

import re
from collections.abc import Collection

from markupsafe import Markup, escape

ALONE = re.compile(r"(?<![\w.-])(\d+)(?![\w-])")


def with_crisis_links(text: str, numbers: Collection[str]) -> Markup:
    """The words as they are, with a link for each of these numbers that stands alone."""
    return Markup("").join(linked(part) if part in numbers else escape(part) for part in ALONE.split(text))


def linked(number: str) -> Markup:
    return Markup('<a href="tel:{0}">{0}</a>').format(number)

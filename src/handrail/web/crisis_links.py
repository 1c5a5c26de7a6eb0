"""Numbers of dire need in words that are fixed, such as those of a served notice: each can be tapped."""

import re
from collections.abc import Collection

from markupsafe import Markup, escape


def with_crisis_links(text: str, numbers: Collection[str]) -> Markup:
    """The words as they are, with a link for each of these numbers that stands alone."""
    if not numbers:
        return escape(text)
    alone = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, numbers))})(?![\w-])")
    parts = alone.split(text)  # words and numbers by turns
    return Markup("").join(
        Markup('<a href="tel:{0}">{0}</a>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )

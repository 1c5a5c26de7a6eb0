"""What somebody texted us: a package above this one may answer it. A setting names it, as nothing imports upward."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.messaging.domain.keywords import Keyword, language_of_help
from handrail.messaging.words import help_text


@dataclass(frozen=True, repr=False)
class HeardText:
    """One text, for the moment of answering. Without a repr: no traceback or log can show the number or the words."""

    number: str  # as networks write it
    text: str
    sid: str  # by which the provider knows it
    keyword: Keyword | None
    at: datetime


Answerer = Callable[[HeardText], str]


def answer_to(heard: HeardText) -> str:
    """What is texted back, or nothing. Whoever answers also hears STOP, to forget what they were waiting for."""
    answer: Answerer = import_string(settings.TEXT_ANSWERER)
    said = answer(heard)
    if heard.keyword is not Keyword.HELP:
        return said
    return " ".join(filter(None, (help_text(language_of_help(heard.text)), said)))

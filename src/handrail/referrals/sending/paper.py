"""The paper that a person signs and takes with them: below the signature stands how to reach us and the program.

What stands there is no part of the signed words. Without it nobody could take back what they signed on paper, nor call
the program themselves (2.31(a)(6)).
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup

from handrail.directory.models import Facility
from handrail.referrals.agreeing.wording import ConsentWords
from handrail.referrals.calling import lines_to_call
from handrail.referrals.sending.pages import sheet


def paper_sheet(request: HttpRequest, words: ConsentWords, *, place: Facility, at: datetime) -> Markup:
    """In the language of the words. How to call or write to us stands on it where the operator has said it."""
    ours = [each for each in (settings.OPERATOR_PHONE, settings.OPERATOR_EMAIL) if each]
    context = {
        "consent": words,
        "site": [request.get_host(), *ours],
        "place": place,
        "lines": lines_to_call(place, at=at, language=words.language),
    }
    return sheet("paper_sheet", context, language=words.language)

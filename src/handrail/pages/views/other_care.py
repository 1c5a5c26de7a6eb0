"""The answer for alcohol, stimulants and other substances: places to call, with what is dangerous said first."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from handrail.directory.shown import note_shown
from handrail.pages import choices
from handrail.pages.forms import Search
from handrail.pages.place_cards import place_cards
from handrail.pages.urgency import calm, urgent
from handrail.pathways.domain.paths import PathAnswer
from handrail.web.language import language_of
from handrail.web.rendering import page


def other_care(request: HttpRequest, search: Search, found: PathAnswer, at: datetime) -> HttpResponse:
    note_shown([each.facility.pk for each in found.facilities], at)
    context = {
        "answer": found,
        "about": dict(choices.ABOUT).get(search.about, dict(choices.ABOUT)["other"]),
        "urgent": urgent(found.first),
        "calm": calm(found.first),
        "cards": place_cards(found.facilities, language_of(request.path_info), at=at),
        "place": found.place,
        "form": search,
        "chosen": choices.words_of((*search.matters, f"language:{search.language}")),
        "age": found.need.age if search.age else None,
        "search": search.token(at=at),
    }
    return page(request, "pages/other_care.jinja", context)

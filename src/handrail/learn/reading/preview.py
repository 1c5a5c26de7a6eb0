"""What an editor sees of a draft: the page as readers would get it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.learn.models import Article
from handrail.learn.reading.as_json_ld import as_json_ld
from handrail.learn.reading.queries import contents
from handrail.learn.reading.shown import shown
from handrail.web.rendering import page


def preview_page(request: HttpRequest, article: Article) -> HttpResponse:
    found = shown(article, contents=contents(), language=article.language, today=timezone.now().date())
    context = {"shown": found, "json_ld": as_json_ld(found, address=article.get_absolute_url()), "is_preview": True}
    return page(request, "learn/article.jinja", {**context, "address": "", "qr": None, "token": ""})

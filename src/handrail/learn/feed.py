"""The newest pages as RSS 2.0."""

import re
from email.utils import format_datetime
from xml.sax.saxutils import escape

from handrail.learn.domain.addresses import can_be_reached
from handrail.learn.models import Article
from handrail.learn.reading.queries import readable
from handrail.web.translation import mark, translate

MOST = 50
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TITLE = mark("Handrail: understanding heroin")
LEAD = mark("New and changed pages, each with its sources.")


def feed_xml(*, language: str, here: str) -> str:
    rows = readable().filter(locale__language_code=language).select_related("locale")
    newest = rows.defer("body", "next_steps", "related").order_by("-last_published_at", "pk")[:MOST]
    prefix = "" if language == "en" else f"/{language}"
    items = "".join(item(article, here) for article in newest if can_be_reached(article.slug))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{escape(translate(TITLE, language))}</title>\n<link>{escape(here)}{prefix}/heroin/</link>\n"
        f"<description>{escape(translate(LEAD, language))}</description>\n<language>{language}</language>\n"
        f"{items}</channel></rss>\n"
    )


def item(article: Article, here: str) -> str:
    address = escape(f"{here}{article.get_absolute_url()}")
    day = f"<pubDate>{format_datetime(article.last_published_at)}</pubDate>" if article.last_published_at else ""
    return (
        f"<item><title>{words(article.title)}</title><link>{address}</link>"
        f'<guid isPermaLink="true">{address}</guid>{day}<description>{words(article.answer)}</description></item>\n'
    )


def words(text: str) -> str:
    """Without what no XML may hold, escaped or not: one such letter and no reader opens the feed."""
    return escape(NOT_IN_XML.sub("", text))

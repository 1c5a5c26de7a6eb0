"""A page as search engines read it: schema.org `MedicalWebPage`, in a data block that no browser runs."""

import json
from typing import Any

from markupsafe import Markup

from handrail.learn.domain.kinds import HEALTH_KINDS
from handrail.learn.reading.shown import Shown

ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def as_json_ld(shown: Shown, *, address: str) -> Markup:
    written = json.dumps(described(shown, address=address), ensure_ascii=False)
    return Markup(written.translate(ESCAPED))  # noqa: S704 - nothing in it can end the data block


def described(shown: Shown, *, address: str) -> dict[str, Any]:
    article = shown.article
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if article.kind in HEALTH_KINDS else "WebPage",
        "name": article.title,
        "headline": article.title,
        "description": article.search_description,
        "url": address,
        "inLanguage": shown.language,
        "abstract": article.answer,
        "publisher": {"@type": "Organization", "name": "Handrail"},
        "citation": [note.source.title for note in shown.notes],
    }
    if article.last_published_at:
        told["dateModified"] = article.last_published_at.date().isoformat()
    if article.reviewed_on:
        told["lastReviewed"] = article.reviewed_on.isoformat()
        told["reviewedBy"] = {"@type": "Person", "name": article.reviewer_name}
    return told

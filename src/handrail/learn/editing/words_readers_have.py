"""What readers have of a claim, beside what an editor is about to confirm."""

from handrail.learn.domain.public_claims import PublicClaim, PublicSource
from handrail.learn.editing.actions import as_it_stands
from handrail.learn.models import Claim

NOT_READ = "Readers do not have this claim."
OTHER_LANGUAGE = "Readers have these words. Those of the other language were changed: do both still say the same?"
TEXTS = {"text_en": "text_es", "text_es": "text_en"}


def beside(claim: Claim) -> dict[str, str]:
    """A line for each field that readers have otherwise."""
    if claim.pk is None:
        return {}
    if claim.shown is None:
        return {"text_en": NOT_READ}
    read, stands = in_words(PublicClaim.from_json(claim.shown)), in_words(as_it_stands(claim))
    other = {name for name in read if read[name] != stands[name]}
    lines = {name: OTHER_LANGUAGE for name, twin in TEXTS.items() if twin in other}
    return lines | {name: f"Readers have now: {read[name]}" for name in other}


def in_words(claim: PublicClaim) -> dict[str, str]:
    return {
        "text_en": claim.text["en"],
        "text_es": claim.text["es"],
        "strength": claim.strength,
        "checked_on": f"{claim.checked_on}",
        "sources": " ".join(map(cited, claim.sources)),
    }


def cited(source: PublicSource) -> str:
    said = (source.author, source.title, source.publisher, f"{source.year or ''}", source.url)
    return f"{source.key}: {', '.join(filter(None, said))}."

"""All facts, by the part of the overview that tells them: among two hundred a reader finds the few they look for."""

from dataclasses import dataclass

from handrail.learn.domain.kinds import Topic
from handrail.learn.domain.public_claims import PublicClaim
from handrail.learn.reading.parts import claims_of, parts
from handrail.learn.reading.queries import all_claims, readable
from handrail.learn.topics import topic_words


@dataclass(frozen=True)
class TopicClaims:
    """`key` is the anchor. Without a `name`: what no page tells now."""

    key: str
    name: str
    rows: list[tuple[str, PublicClaim]]


def claims_by_topic(language: str) -> list[TopicClaims]:
    """Each fact once, under the first topic that tells it; in two queries."""
    told, order = topics_told(), list(Topic)
    claims = all_claims()
    groups = [
        TopicClaims(f"topic-{topic}", topic_words()[topic].name[language], rows_of(claims, told, topic, language))
        for topic in order
        if topic in topic_words()
    ]
    groups.append(TopicClaims("topic-further", "", rows_of(claims, told, None, language)))
    return [group for group in groups if group.rows]


def topics_told() -> dict[str, Topic]:
    """By the key of a claim."""
    order, told = list(Topic), {}
    articles = sorted(readable(), key=lambda article: order.index(Topic(article.topic)))
    for article in articles:
        for _, value in parts(article):
            for key in claims_of(value):
                told.setdefault(key, Topic(article.topic))
    return told


def rows_of(
    claims: list[PublicClaim], told: dict[str, Topic], topic: Topic | None, language: str
) -> list[tuple[str, PublicClaim]]:
    return [(claim.text[language], claim) for claim in claims if told.get(claim.key) is topic]

"""What the topics are called."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.learn.domain.kinds import Topic

FILE = Path(__file__).parent / "content" / "topics.toml"


@dataclass(frozen=True)
class TopicWords:
    """A part of the overview."""

    topic: Topic
    name: dict[str, str]
    lead: dict[str, str]


@cache
def topic_words() -> dict[Topic, TopicWords]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["topic"]
    made = [TopicWords(Topic(row["key"]), {name: row[name] for name in ("en", "es")}, row["lead"]) for row in rows]
    return {one.topic: one for one in made}

"""What a person may answer to a text. The words that carriers and the FCC know, and how people say them in Spanish."""

import unicodedata
from enum import StrEnum


class Keyword(StrEnum):
    STOP = "stop"
    START = "start"
    HELP = "help"


# CTIA Messaging Principles; "revoke" and "opt out" by 47 CFR 64.1200(a)(10), which also lets a person say it in any
# other reasonable way.
SAID: dict[Keyword, frozenset[str]] = {
    Keyword.STOP: frozenset(
        {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
         "please stop", "stop please", "stop texting", "stop texting me", "stop messaging me",
         "do not text me", "dont text me", "don t text me",
         "no more", "no more texts", "remove me", "leave me alone",
         "alto", "parar", "pare", "basta", "cancelar", "no mas", "terminar", "pare por favor", "por favor pare",
         "no me escriba", "no me escriban", "no me escriba mas", "no me escriban mas", "no mas mensajes"}
    ),
    Keyword.START: frozenset({"start", "unstop", "empezar", "comenzar", "reanudar"}),
    Keyword.HELP: frozenset({"help", "info", "ayuda"}),
}  # fmt: skip


HELP_IN_SPANISH = "ayuda"


def keyword_of(text: str) -> Keyword | None:
    """The whole text must be the word: who writes a sentence is not cut off by a word in it."""
    said = bare_words(text)
    return next((keyword for keyword, words in SAID.items() if said in words), None)


def language_of_help(text: str) -> str:
    return "es" if bare_words(text) == HELP_IN_SPANISH else "en"


def bare_words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalpha() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())

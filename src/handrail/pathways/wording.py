"""Says the codes of a path in the reader's language. The words are data: `words.toml`."""

import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path as FilePath

from handrail.directory.calls.telling import day
from handrail.pathways.domain.explaining import Note

LANGUAGES = ("en", "es")


@cache
def words() -> dict[str, dict]:
    return tomllib.loads(FilePath(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def say(group: str, code: str, language: str, **values: str) -> str:
    """One sentence. Raises KeyError for a code without words, which the tests rule out."""
    return words()[group][code][language].format(**values)


def say_first(code: str, language: str, who: str, **values: str) -> str:
    """What stands before all paths."""
    return say_to(who, "first", code, language, **values)


def say_to(who: str, group: str, code: str, language: str, **values: str) -> str:
    """To the person themselves, or otherwise to someone who helps (`minor_loved`) where there are words for them."""
    told = f"{code}_{who}"
    return say(group, told if told in words()[group] else code, language, **values)


def in_one_line(sayings: list[str]) -> str:
    """`Peer support; a recovery coach`: after a semicolon no new sentence begins."""
    return "; ".join([*sayings[:1], *(each[:1].lower() + each[1:] for each in sayings[1:])])


def wish_words(wish: str, language: str) -> str:
    """A wish inside a sentence: `children`, `language:spanish`."""
    kind, _, name = wish.partition(":")
    if kind == "language":
        return words()["language"][language][name]
    return say("wish", wish, language)


def cover_words(cover: str, language: str) -> str:
    return say("cover", cover, language)


def say_reason(note: Note, language: str) -> str:
    values = dict(note.values)
    if "wish" in values:
        return say("reason", "wish", language, wish=wish_words(values["wish"], language))
    if "day" in values:
        values["day"] = day(date.fromisoformat(values["day"]), language)
    return say("reason", note.code, language, **values)


def say_warning(note: Note, language: str) -> str:
    values = dict(note.values)
    if "wish" in values:
        code = note.code if note.code in words()["warning"] else "without"
        return say("warning", code, language, wish=wish_words(values["wish"], language))
    if note.code.startswith("cover_not_listed_"):
        cover = note.code.removeprefix("cover_not_listed_")
        return say("warning", "cover_not_listed", language, cover=cover_words(cover, language))
    return say("warning", note.code, language, **values)


def say_ask(code: str, language: str, *, helps: bool = False, **values: str) -> str:
    """A question for the telephone: for oneself, or (`helps`) by someone who calls for another person."""
    helping = f"{code}_helper"
    return say("ask", helping if helps and helping in words()["ask"] else code, language, **values)


def say_question(note: Note, language: str, *, helps: bool = False) -> str:
    values = dict(note.values)
    if "wish" in values:
        values["wish"] = wish_words(values["wish"], language)
    if "cover" in values:
        values["cover"] = cover_words(values["cover"], language)
    return say_ask(note.code, language, helps=helps, **values)


def say_relaxed_wish(wish: str, language: str, *, is_pregnant: bool = False) -> str:
    code = "withdrawal_stay_pregnant" if is_pregnant and wish == "withdrawal_stay" else wish.split(":")[0]
    code = code if code in words()["relaxed"] else "wish"
    return say("relaxed", code, language, wish=wish_words(wish, language))


def say_relaxed_circle(radius: float, miles: float | None, language: str) -> str:
    if miles is None:
        return say("relaxed", "nation", language, radius=f"{radius:g}")
    return say("relaxed", "radius", language, radius=f"{radius:g}", miles=f"{miles:g}")


def say_relaxed_far(miles: float | None, language: str) -> str:
    if miles is None:
        return say("relaxed", "far_nation", language)
    return say("relaxed", "far", language, miles=f"{miles:g}")


def say_relaxed_cover(cover: str, language: str) -> str:
    return say("relaxed", "payment", language, cover=cover_words(cover, language))


def say_relaxed_place(code: str, language: str, *, wish: str = "", cover: str = "", **values: str) -> str:
    """What a search for places let go: `radius`, `far`, `payment`, or a wish by its name."""
    known = words()["relaxed_place"]
    named = code if code in known else "wish"
    if wish:
        values["wish"] = wish_words(wish, language)
    if cover:
        values["cover"] = cover_words(cover, language)
    return say("relaxed_place", named, language, **values)

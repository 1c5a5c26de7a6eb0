"""Answers as a script, for browser clients that know no other way (S4).

Such an answer is a script that somebody else names. So the name is a plain name and nothing else, the answer begins
with a comment that no other file format begins with, and no page of ours may load a script from there.
"""

import re
from collections.abc import Iterable, Iterator

NAME = re.compile(r"[A-Za-z_$][\w$.]{0,100}", re.ASCII)
USUAL_NAME = "callback"
CONTENT_TYPE = "text/javascript; charset=utf-8"
ESCAPED = {
    b"<": rb"\u003c",
    "\u2028".encode(): rb"\u2028",  # ends a line of a script in older browsers, and none of JSON
    "\u2029".encode(): rb"\u2029",
}


def is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None


def called(name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield f"/**/{name}(".encode()
    for piece in pieces:
        for written, escaped in ESCAPED.items():
            piece = piece.replace(written, escaped)
        yield piece
    yield b");"

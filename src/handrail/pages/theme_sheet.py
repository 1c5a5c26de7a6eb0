"""Both looks beside each other's wishes: the tokens of our style sheet under a class, taken from the sheet itself."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

TOKENS = re.compile(r":root \{(.*?)\}", re.DOTALL)


def theme_sheet() -> str:
    """The first block of tokens is the light look, the second what the dark one changes."""
    sheet = finders.find("web/handrail.css")
    if sheet is None:
        raise FileNotFoundError("web/handrail.css is not among the static files of this installation.")
    light, dark = TOKENS.findall(Path(sheet).read_text(encoding="utf-8"))[:2]
    shown = "background: var(--paper); color: var(--ink); padding: var(--s5);"
    return (
        f".theme-light, .theme-dark {{{light}{shown} color-scheme: light; }}\n"
        f".theme-dark {{{dark} color-scheme: dark; }}\n"
    )

"""A small folder of content files: one source, two claims, two pages, none of them real."""

from pathlib import Path

SOURCES = """
[[source]]
key = "rivers-2020"
author = "Rivers and others"
title = "A study that was made up for tests"
publisher = "Example Press"
year = 2020
url = "https://example.org/study"

[[source]]
key = "old-leaflet"
author = "Nobody"
title = "A leaflet without a date"
"""
CLAIMS = """
[[claim]]
key = "water-is-wet"
sources = ["rivers-2020"]
strength = "strong"
is_confirmed = true
checked = 2026-11-23
[claim.text]
en = "Water is wet."
es = "El agua moja."

[[claim]]
key = "stones-are-hard"
sources = ["old-leaflet", "rivers-2020"]
strength = "limited"
is_confirmed = false
checked = 2026-11-20
[claim.text]
en = "Stones are hard."
es = "Las piedras son duras."
"""
FIRST = """
slug = "first"
topic = "understand"
order = 10
audience = ["me", "family"]
kind = "medicine"
next_steps = ["find-a-path", { page = "second" }, "print"]
related = ["second"]

[en]
question = "What is the first thing?"
answer = "Water is wet."
description = "The first page, for tests."
[[en.blocks]]
kind = "text"
heading = "About water"
body = "Water is **wet**. Read [the second page](page:second), or [a study](https://example.org/study)."
claims = ["water-is-wet"]
[[en.blocks]]
kind = "list"
style = "do"
heading = "What helps"
items = ["Drink *water*.", "Sit on a stone."]
claims = ["stones-are-hard"]
[[en.blocks]]
kind = "card"
level = "emergency"
heading = "In danger"
body = "Call [911](tel:911)."
claims = ["water-is-wet"]
[[en.blocks]]
kind = "table"
heading = "Side by side"
caption = "Water and stones"
head = ["What", "How"]
rows = [["Water", "wet"], ["Stones", "hard"]]
claims = ["water-is-wet", "stones-are-hard"]
[[en.blocks]]
kind = "change"
then = "Water was thought dry."
now = "Water is wet."
claims = ["water-is-wet"]

[es]
question = "¿Qué es lo primero?"
answer = "El agua moja."
description = "La primera página, para pruebas."
[[es.blocks]]
kind = "text"
heading = "Sobre el agua"
body = "El agua **moja**. Lea [la segunda página](page:second), o [un estudio](https://example.org/study)."
claims = ["water-is-wet"]
[[es.blocks]]
kind = "list"
style = "do"
heading = "Lo que ayuda"
items = ["Beba *agua*.", "Siéntese en una piedra."]
claims = ["stones-are-hard"]
[[es.blocks]]
kind = "card"
level = "emergency"
heading = "En peligro"
body = "Llame al [911](tel:911)."
claims = ["water-is-wet"]
[[es.blocks]]
kind = "table"
heading = "Lado a lado"
caption = "Agua y piedras"
head = ["Qué", "Cómo"]
rows = [["Agua", "moja"], ["Piedras", "duras"]]
claims = ["water-is-wet", "stones-are-hard"]
[[es.blocks]]
kind = "change"
then = "Se pensaba que el agua era seca."
now = "El agua moja."
claims = ["water-is-wet"]
"""
SECOND = """
slug = "second"
topic = "about"
order = 20
audience = ["staff"]
kind = "about"
next_steps = ["call"]
related = []

[en]
question = "What is the second thing?"
answer = "It is about us."
description = "The second page, for tests."
[[en.blocks]]
kind = "text"
body = "Nobody sells anything here."
"""


def write_content(folder: Path, *, sources: str = SOURCES, claims: str = CLAIMS, **pages: str) -> Path:
    for name, text in (("sources", sources), ("claims", claims)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "test.toml").write_text(text, encoding="utf-8")
    (folder / "pages").mkdir(exist_ok=True)
    for slug, text in ({"first": FIRST, "second": SECOND} | pages).items():
        (folder / "pages" / f"{slug}.toml").write_text(text, encoding="utf-8")
    return folder

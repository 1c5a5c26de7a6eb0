"""What a person signs who asks a program to expect them: the elements of 42 CFR 2.31(a), in plain words (S19, S20).

A change of one word is a new version. The words as they were shown are kept with the consent, and their hash beside it.
"""

from handrail.web.translation import mark

VERSION = "self-2"

LINES: tuple[str, ...] = (
    mark("This is about me, by the name I wrote."),  # who it is about: 2.31(a)(1); the name is kept beside it
    mark("I tell this myself, through this site."),  # who tells: 2.31(a)(2)
    mark("Only %(program)s may learn it, for its place %(place)s. No other program."),  # who learns: (a)(4)
    mark("They learn the name I wrote, what help I ask for, and how to reach me."),  # what: (a)(3)
    mark("They may use it to give me care, and for nothing else."),  # why: (a)(5)
    mark("This ends by itself after 30 days."),  # until: (a)(7)
    mark("I can take it back at any time with my receipt number. What they have read by then, they know."),  # (a)(6)
    mark("I need not agree. I can call them instead."),
    mark("I agree by pressing the button. The day and time are kept."),  # signature and date: (a)(8), (9)
)
NAMES_OPERATOR = mark("Who runs this site passes it on, and may see it to do so.")
"""Where the operator is an intermediary, a consent names it too (2.31(a)(4)(ii)(B))."""


def agreement_lines(*, names_operator: bool) -> tuple[str, ...]:
    """In English, with gaps for the program and the place: whoever shows them translates them."""
    return (*LINES[:3], NAMES_OPERATOR, *LINES[3:]) if names_operator else LINES

"""The form of a health page in the editor, as a browser sends it."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def form(
    title: str, *, body: str = "<p>Water is wet.</p>", claims=("water-is-wet",), heading: str = "", **changed
) -> dict:
    """What the browser sends for a page of one text."""
    rests_on = {
        "count": len(claims),
        **{f"{n}-value": key for n, key in enumerate(claims)},
        **{f"{n}-order": str(n) for n in range(len(claims))},
        **{f"{n}-deleted": "" for n in range(len(claims))},
        **{f"{n}-type": "item" for n in range(len(claims))},
        **{f"{n}-id": f"c{n}" for n in range(len(claims))},
    }
    sent = {
        "title": title,
        "slug": "first",
        "answer": "Water is wet.",
        "search_description": "A page.",
        "topic": "understand",
        "kind": "medicine",
        "position": "10",
        "is_for_me": "on",
        "checked_on": "2026-11-23",
        "body": streamfield(
            [("text", {"heading": heading, "body": rich_text(body), "claims": rests_on, "opinion": ""})]
        ),
        "next_steps": streamfield([]),
        "related": streamfield([]),
    }
    return nested_form_data(sent | changed)

"""Hidden fields stand before all that is seen in their form: the style takes the gap below the last of them away."""

import re
from pathlib import Path

import pytest

import handrail

TEMPLATES = sorted(Path(handrail.__file__).parent.glob("*/templates/**/*.jinja"))
STACK = re.compile(r'<form[^>]*class="[^"]*\bstack\b.*?</form>', re.DOTALL)
# `kept-` stands inside a field of a roster: it is no child of the stack.
FIELD = re.compile(r'<input type="hidden"(?! name="kept-)|\{\{ sealed\(|<(?:p|h2|h3|div|fieldset|button|section|ul)\b')


def out_of_order(form: str) -> bool:
    """Whether a hidden field, at the first level of the form, follows what is seen."""
    found = [each.startswith(("<input", "{{")) for each in FIELD.findall(form.split(">", 1)[1])]
    return True in found[found.index(False) :] if False in found else False


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_hidden_fields_of_a_stack_come_first(template):
    forms = STACK.findall(template.read_text())

    late = [form[:80] for form in forms if out_of_order(form)]

    assert late == []

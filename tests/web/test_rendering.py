import pytest
from jinja2 import DictLoader, UndefinedError

from handrail.web.rendering import FoldedEnvironment, coded, keeping, pieces_written_once
from handrail.web.translation import translate


def render(source: str, *, language: str = "en", **context: object) -> str:
    return environment(source, language).get_template("t").render(context)


def environment(source: str, language: str) -> FoldedEnvironment:
    made = FoldedEnvironment(language=language, loader=DictLoader({"t": source}), autoescape=True)
    made.filters["t"] = lambda text: translate(text, language)
    return made


def test_literal_is_in_the_language_of_the_environment():
    assert render('{{ _("Call") }}', language="es") == "Llame al"


def test_literal_is_folded_when_the_template_is_compiled():
    compiled = environment('<p>{{ _("Find help") }}</p>', "es").compile('<p>{{ _("Find help") }}</p>', raw=True)

    assert "<p>Buscar ayuda</p>" in compiled
    assert "Find help" not in compiled


def test_number_on_a_button_is_kept_on_one_line_and_all_is_escaped():
    kept = keeping("Call <b> & 555-0101 x2", "555-0101 x2")

    assert kept == '<span>Call &lt;b&gt; &amp; <span class="whole">555-0101 x2</span></span>'


def test_names_that_a_programmer_types_are_set_as_code_and_all_is_escaped():
    words = coded("No ! on <age>, as in pages! of /api/codes: age", "!", "pages!", "age", "codes")

    assert words == (
        "No <code>!</code> on &lt;<code>age</code>&gt;, as in <code>pages!</code> of /api/codes: <code>age</code>"
    )


def test_literal_inside_a_call_or_an_attribute_is_folded():
    source = '{% macro shout(word) %}{{ word|upper }}{% endmacro %}{{ shout(_("here")) }}{{ {"a": _("here")}.a }}'

    assert render(source, language="es") == "AQUÍaquí"


def test_dot_between_two_facts_stays_with_the_word_before_it_and_a_title_is_left_alone():
    source = "{% block title %}{{ a }} · b{% endblock %}<p>{{ a }} · b{% if a %} · {% endif %}</p>"

    assert render(source, a="1") == "1 · b<p>1\u00a0· b\u00a0· </p>"


def test_params_are_filled_in_and_escaped():
    shown = render('{{ _("Your paths near %(place)s", place=place) }}', place="<b>&")

    assert shown == "Your paths near &lt;b&gt;&amp;"


def test_percent_sign_without_params_is_a_percent_sign():
    assert render('{{ _("100% sure") }}') == "100% sure"


def test_plural_chooses_by_count():
    source = '{{ _n("%(count)s place", "%(count)s places", number) }}'

    assert [render(source, number=number) for number in (0, 1, 2)] == ["0 places", "1 place", "2 places"]


def test_text_that_is_not_a_literal_is_refused_when_compiled():
    with pytest.raises(TypeError, match="takes a literal"):
        render("{{ _(word) }}", word="Call")


def test_unknown_name_is_an_error_and_not_an_empty_place():
    with pytest.raises(UndefinedError):
        FoldedEnvironmentWithStrictNames("{{ unknown }}")


def FoldedEnvironmentWithStrictNames(source: str) -> str:
    from handrail.web.rendering import environment as product

    return product("en").from_string(source).render()


def test_data_is_escaped():
    assert render("{{ name }}", name="<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_piece_is_written_once_for_each_of_its_ways():
    made = environment("{% macro foot(search) %}{{ counted() }}{{ search }}{% endmacro %}", "en")
    written = iter("abc")
    made.globals["counted"] = lambda: next(written)
    once = pieces_written_once(made)

    shown = [once("t", "foot", search) for search in ("", "results", "", "results")]

    assert shown == ["a", "bresults", "a", "bresults"]

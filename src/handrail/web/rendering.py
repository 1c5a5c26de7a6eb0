"""Product pages from Jinja2 templates: one compiled environment per language, its literals folded when compiled.

A page is 95 % template time. So `_("...")` is not looked up while a page is made: compiling a template for Spanish
writes the Spanish words into it, and Jinja2 then escapes them once and joins them with the HTML around them.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, lru_cache
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from handrail.web.crisis_links import with_crisis_links
from handrail.web.formats import BETWEEN, format_date, format_miles
from handrail.web.language import language_of
from handrail.web.page_context import about_page
from handrail.web.resources import resources
from handrail.web.translation import CATALOGS, ENGLISH, translate

EXTENSION = ".jinja"
MOST_PIECES = 512
WORD = re.compile(r"([^\s,.:<>]+)")


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    language: str = "",
) -> HttpResponse:
    """Answer with a product page in the language of the address, or in that of who reads it beside whoever asked."""
    language = language or language_of(request.path_info)
    html = written_page(template, {**about_page(request), **(context or {})}, language=language)
    return HttpResponse(html, status=status)


def written_page(template: str, context: Mapping[str, Any], *, language: str) -> str:
    """The page itself, also where nobody asked for it by an address."""
    with override(language):
        return environment(language).get_template(template).render(context)


@cache
def environment(language: str) -> Environment:
    made = FoldedEnvironment(
        language=language,
        loader=FileSystemLoader(template_folders()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
        cache_size=-1,
    )
    made.globals |= {
        "language": language,
        "words": language if language in CATALOGS else ENGLISH,  # which words of a resource to show
        "url": reverse,
        "resources": resources(settings.COUNTRY),
        "exit_url": settings.QUICK_EXIT_URL,
        "once": pieces_written_once(made),
    }
    made.filters |= {
        "miles": lambda miles: format_miles(miles, language),
        "day": lambda day: format_date(day, language),
        "grouped": lambda number: f"{number:,}",
        "t": lambda text: translate(text, language),
        "keeping": keeping,
        "coded": coded,
        "crisis_links": lambda text: with_crisis_links(text, crisis_numbers()),
    }
    return made


def pieces_written_once(environment: Environment) -> Callable[..., Markup]:
    """For what many pages of a language share: the lines on top, the footer, a sentence with its links.

    What is given to it must be words of ours, and never of a visitor: it is kept.
    """

    @lru_cache(maxsize=MOST_PIECES)
    def once(template: str, macro: str, *given: str) -> Markup:
        return cast(Markup, getattr(environment.get_template(template).module, macro)(*given))

    return once


def crisis_numbers() -> tuple[str, ...]:
    """Those that this country has."""
    known = resources(settings.COUNTRY)
    return tuple(line.number for line in (known.emergency, known.crisis_line) if line)


def keeping(text: str, whole: str) -> Markup:
    """The words of a button whose line may end before this part of them, a telephone number, and never inside.

    In one span: a button lays out each of its pieces by itself, and the space between two of them would be lost.
    """
    part = Markup('<span class="whole">{}</span>').format(whole)
    return Markup("<span>{}</span>").format(escape(text).replace(escape(whole), part))


def coded(text: str, *names: str) -> Markup:
    """A sentence for programmers, with the names in it that they type set as code."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if part in names else escape(part) for part in WORD.split(text)
    )


def template_folders() -> list[str]:
    ours = (app for app in apps.get_app_configs() if app.name.startswith("handrail."))
    return [f"{app.path}/templates" for app in ours]


class FoldedEnvironment(Environment):
    """An environment that knows its language while it compiles."""

    def __init__(self, *, language: str, **options: Any) -> None:
        super().__init__(**options)
        self.language = language

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary for all templates: Jinja2 compares those of two templates at each macro, name by name."""
        return super().make_globals(d) if d else self.globals

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        return Fold(self).visit(parsed)


class Fold(NodeTransformer):
    """Turns `_("...")`, `_n("...", "...", count)`, `static("...")` and `url("...")` into constants of one language.

    The dot between two facts of a line stays with the word before it: a line never begins with one.
    """

    def __init__(self, environment: FoldedEnvironment) -> None:
        self.language = environment.language
        self.is_title = False

    def visit_Block(self, node: nodes.Block) -> nodes.Block:
        """A title never breaks: it keeps its plain spaces."""
        self.is_title = node.name == "title"
        self.generic_visit(node)
        self.is_title = False
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:
        if not self.is_title:
            node.data = node.data.replace(" · ", BETWEEN)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        self.generic_visit(node)
        fold = FOLDED.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        return fold(node, self.language).set_lineno(node.lineno) if fold else node


def fold_text(node: nodes.Call, language: str) -> nodes.Expr:
    text = nodes.Const(translate(literal(node, 0), language))
    return filled(text, node.kwargs)


def fold_plural(node: nodes.Call, language: str) -> nodes.Expr:
    one, many = (nodes.Const(translate(literal(node, place), language)) for place in (0, 1))
    count = node.args[2]
    is_one = nodes.Compare(count, [nodes.Operand("eq", nodes.Const(1))])
    return filled(nodes.CondExpr(is_one, one, many), [*node.kwargs, nodes.Keyword("count", count)])


def filled(text: nodes.Expr, params: list[nodes.Keyword]) -> nodes.Expr:
    """`text % {...}`: the result is plain text, which the page escapes as a whole."""
    if not params:
        return text
    return nodes.Mod(text, nodes.Dict([nodes.Pair(nodes.Const(each.key), each.value) for each in params]))


def fold_static(node: nodes.Call, language: str) -> nodes.Expr:
    return nodes.Const(static_address(literal(node, 0)))


def fold_url(node: nodes.Call, language: str) -> nodes.Expr:
    if len(node.args) > 1 or node.kwargs:
        return node
    with override(language):
        return nodes.Const(reverse(literal(node, 0)))


FOLDED = {"_": fold_text, "_n": fold_plural, "static": fold_static, "url": fold_url}


def literal(node: nodes.Call, place: int) -> str:
    argument = node.args[place]
    if not isinstance(argument, nodes.Const):
        raise TypeError(f"line {node.lineno}: {node.node.name}() takes a literal, so that it can be folded")
    return str(argument.value)


def static_address(path: str) -> str:
    """With the fingerprint where files were collected; a page is made, plain, even where they were not."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"

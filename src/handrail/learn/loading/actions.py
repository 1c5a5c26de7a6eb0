"""Writes the first content. What an editor has changed since is theirs: it is never written over."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.signal_handlers import disable_reference_index_auto_update

from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.learn.domain.kinds import Audience, Topic
from handrail.learn.domain.public_claims import PublicClaim, PublicSource
from handrail.learn.editing.actions import note_publication, remove_words_of_nobody
from handrail.learn.loading import stored_form
from handrail.learn.loading.checking import problems_of
from handrail.learn.loading.files import FOLDER, ContentFiles, ContentRefused, Row, languages_of, read_content
from handrail.learn.loading.trees import one_writer_at_a_time, root_of
from handrail.learn.models import Article, Claim, Source

NEW, CHANGED, UNCHANGED, KEPT = "new", "changed", "unchanged", "kept"
WITHOUT_OWN_DATE = date(2026, 11, 23)  # a page that rests on no claim: the day its words were written


@dataclass(frozen=True)
class LoadReport:
    """What was done, each counted; `kept` is what an editor has made or changed, also by name."""

    sources: dict[str, int]
    claims: dict[str, int]
    pages: dict[str, int]
    kept: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def load_content(*, folder: Path = FOLDER) -> LoadReport:
    files = read_content(folder)
    if problems := problems_of(files):
        raise ContentRefused("\n".join(problems))
    try:
        return written(files)
    except DatabaseError as error:
        raise ContentRefused(f"The database refused it: {type(error).__name__}.") from error
    except ValidationError as error:
        raise ContentRefused(
            f"A page does not go with those of this installation: {' '.join(error.messages)}"
        ) from error


@transaction.atomic
def written(files: ContentFiles) -> LoadReport:
    one_writer_at_a_time()
    if current_kind() is InstallationKind.REAL:
        remove_words_of_nobody()  # the invented editors of a demonstration went with its data
    with disable_reference_index_auto_update():  # it would count every link again with every page that is saved
        sources = {f"source {row['key']}": load_source(row) for row in files.sources}
        claims = {f"claim {row['key']}": load_claim(row, files) for row in files.claims}
        pages = load_pages(files)
    kept = [name for name, done in (sources | claims | pages).items() if done == KEPT]
    return LoadReport(counted(sources), counted(claims), counted(pages), kept)


def counted(done: dict[str, str]) -> dict[str, int]:
    return {NEW: 0, CHANGED: 0, UNCHANGED: 0, KEPT: 0} | Counter(done.values())


def load_source(row: Row) -> str:
    return kept_or_written(Source, row["key"], source_fields(row))


def source_fields(row: Row) -> Row:
    return {name: row.get(name, "") for name in ("author", "title", "publisher", "url")} | {"year": row.get("year")}


def load_claim(row: Row, files: ContentFiles) -> str:
    fields = {
        "text_en": row["text"]["en"],
        "text_es": row["text"]["es"],
        "strength": row["strength"],
        "is_confirmed": bool(row.get("is_confirmed")),
        "checked_on": row["checked"],
    }
    done = kept_or_written(Claim, row["key"], fields, sources=row["sources"])
    if done in (NEW, CHANGED):
        Claim.objects.get(key=row["key"]).sources.set(Source.objects.filter(key__in=row["sources"]))
    if done != KEPT:
        Claim.objects.filter(key=row["key"]).update(shown=as_in_files(row, files).as_json())
    return done


def as_in_files(row: Row, files: ContentFiles) -> PublicClaim:
    """Its sources too are those of the files, whatever an editor has begun to change in them."""
    named = {source["key"]: source for source in files.sources}
    return PublicClaim(
        key=row["key"],
        text={language: row["text"][language] for language in ("en", "es")},
        strength=row["strength"],
        is_confirmed=bool(row.get("is_confirmed")),
        checked_on=row["checked"],
        sources=tuple(PublicSource(key=key, **source_fields(named[key])) for key in sorted(row["sources"])),
    )


def kept_or_written(model: type[models.Model], key: str, fields: Row, **more: Any) -> str:
    """`loaded_as` is the print of what the loader wrote: where the row is another now, somebody edited it."""
    print_of_file, found = fingerprint(fields | more), model.objects.filter(key=key).first()
    if found is None:
        model.objects.create(key=key, loaded_as=print_of_file, **fields)
        return NEW
    if fingerprint_of_row(found, fields, more) != found.loaded_as:
        return KEPT
    if found.loaded_as == print_of_file:
        return UNCHANGED
    model.objects.filter(pk=found.pk).update(loaded_as=print_of_file, **fields)
    return CHANGED


def fingerprint_of_row(row: models.Model, fields: Row, more: Row) -> str:
    stored = {name: getattr(row, name) for name in fields}
    named = {"sources": sorted(row.sources.values_list("key", flat=True))} if "sources" in more else {}
    return fingerprint(stored | named)


def fingerprint(value: Any) -> str:
    told = {**value, "sources": sorted(value["sources"])} if "sources" in value else value
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def load_pages(files: ContentFiles) -> dict[str, str]:
    """First every page there is, then their words: links lead by numbers, which all pages must have."""
    rows = [(page, language) for page in files.pages for language in languages_of(page)]
    articles = {(page["slug"], language): opened(page, language) for page, language in rows}
    ids = {language: numbers_of(language) for language in ("en", "es")}
    return {
        f"page {page['slug']} ({language})": write_page(
            *articles[page["slug"], language], page, language, files=files, ids=ids[language]
        )
        for page, language in rows
    }


def numbers_of(language: str) -> dict[str, int]:
    """A page that is missing in this language is linked in the other, and shown there in the reader's own frame."""
    rows = Article.objects.values_list("slug", "pk")
    return dict(rows.exclude(locale__language_code=language)) | dict(rows.filter(locale__language_code=language))


def opened(page: Row, language: str) -> tuple[Article, bool]:
    """The page as it is, or a new one that nobody sees yet."""
    found = Article.objects.filter(slug=page["slug"], locale__language_code=language).first()
    if found is not None:
        return found, False
    root = root_of(language)
    made = Article(live=False, locale=root.locale, **plain_fields(page, language))
    made.checked_on = WITHOUT_OWN_DATE
    return root.add_child(instance=made), True


def write_page(
    article: Article,
    is_new: bool,
    page: Row,
    language: str,
    *,
    files: ContentFiles,
    ids: dict[str, int],
) -> str:
    if not is_new and is_an_editors(article):
        return KEPT
    about = f"{page['slug']} {language}"
    words = plain_fields(page, language) | {
        "checked_on": last_checked(page, language, files),
        "body": stored_form.body(page[language].get("blocks", []), ids=ids, about=about),
        "next_steps": stored_form.next_steps(page.get("next_steps", []), ids=ids, about=about),
        "related": stored_form.related(page.get("related", []), ids=ids, about=about),
    }
    print_of_file = fingerprint(words)
    if article.loaded_as == print_of_file:
        return UNCHANGED
    publish_as_loaded(article, words, print_of_file)
    return NEW if is_new else CHANGED


def is_an_editors(article: Article) -> bool:
    """Made by an editor, or changed, published or taken away by one."""
    return article.loaded_revision is None or not (
        article.latest_revision_id == article.live_revision_id == article.loaded_revision
    )


def publish_as_loaded(article: Article, words: dict[str, Any], print_of_file: str) -> None:
    """The project's own content comes reviewed by nobody, and every page of it says so. No person publishes here."""
    for name, value in words.items():
        setattr(article, name, json.dumps(value) if name in ("body", "next_steps", "related") else value)
    article.loaded_as = print_of_file
    revision = article.save_revision(log_action=False)
    at = revision.created_at
    note_publication(revision, article=article, by=None, at=at, written_on=article.checked_on, is_review=False)
    PublishPageRevisionAction(revision, user=None, log_action=False).execute(skip_permission_checks=True)
    Article.objects.filter(pk=article.pk).update(loaded_revision=revision.pk, loaded_as=print_of_file)


def plain_fields(page: Row, language: str) -> dict[str, Any]:
    words, audience = page[language], page["audience"]
    return {
        "title": words["question"],
        "draft_title": words["question"],
        "slug": page["slug"],
        "answer": words["answer"],
        "search_description": words["description"],
        "topic": Topic(page["topic"]).value,
        "kind": page["kind"],
        "position": page.get("order", 100),
        "is_for_me": Audience.ME in audience,
        "is_for_family": Audience.FAMILY in audience,
        "is_for_staff": Audience.STAFF in audience,
        "author": page.get("author", "Handrail"),
        "allowed_words": ", ".join(page.get("allow", [])),
        "allowed_because": page.get("allow_reason", ""),
    }


def last_checked(page: Row, language: str, files: ContentFiles) -> date:
    """The oldest check among its claims: a page is as fresh as its stalest fact."""
    named = [claim for block in page[language].get("blocks", []) for claim in block.get("claims", [])]
    return min((files.checked[claim] for claim in named), default=page.get("checked", WITHOUT_OWN_DATE))

"""The tree of pages of each language."""

from wagtail.models import Locale, Page, Site

from handrail.learn.models import ContentRoot

NAMES = {"en": "English", "es": "Español"}


def root_of(language: str) -> ContentRoot:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    found = ContentRoot.objects.filter(locale=locale).first()
    if found is not None:
        return found
    made = Page.objects.get(depth=1).add_child(
        instance=ContentRoot(title=NAMES[language], slug=f"content-{language}", locale=locale)
    )
    take_over(made)
    return made


def take_over(root: ContentRoot) -> None:
    """Wagtail's own first page is nobody's; the site it belongs to gets our tree, which readers never see there."""
    welcome = Page.objects.filter(depth=2, content_type__app_label="wagtailcore")
    Site.objects.filter(root_page__in=welcome).update(root_page=root)
    for page in welcome:
        page.delete()


def one_writer_at_a_time() -> None:
    """Waits, within a transaction, for whoever else is writing: an editor, or the loader of another start."""
    list(Page.objects.select_for_update().filter(depth=1).values_list("pk"))

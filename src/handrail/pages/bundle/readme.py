"""The sheet that lies beside the pages, for whoever carries them to a place without a network."""

from handrail.learn.reading.queries import LANGUAGES
from handrail.pages.bundle.links import file_of
from handrail.pages.bundle.pages_inside import Made
from handrail.web.formats import format_date
from handrail.web.translation import mark, translate

TITLE = mark("Handrail: pages for a place without a network")
LINES = (
    mark("Made on %(made_on)s. Use these pages until %(use_until)s. Then replace the whole folder with a new one."),
    mark("Open index.html in any browser. For Spanish open es/index.html. No network and no script are needed."),
    mark("The pages hold nothing about any person, and they send nothing anywhere."),
    mark("The device itself may list which pages were opened. Where several people use it, clear that list."),
    mark("Calls from a jail or prison may be listened to. Some numbers do not work there. Say which ones do."),
    mark("Each page can be printed. Print the pages for crisis and naloxone, and put them on the wall."),
    mark("To see that nothing was lost or changed, run in this folder: sha256sum --check MANIFEST.sha256"),
)
OVERDUE = mark("Already due for review on the day these pages were made:")
NUMBERS = mark("Numbers that were due to be checked again on that day:")
OTHER_LANGUAGE = mark("Not yet in both languages, so shown in the other one:")


def readme(made: Made) -> str:
    return "\n\n".join(paragraph for language in LANGUAGES for paragraph in paragraphs(made, language)) + "\n"


def paragraphs(made: Made, language: str) -> list[str]:
    days = {name: format_date(getattr(made, name), language) for name in ("made_on", "use_until")}
    title = translate(TITLE, language)
    lines = [translate(line, language) % (days if line is LINES[0] else {}) for line in LINES]
    overdue, in_other = map(files_of, (made.overdue, made.in_other_language))
    named = ((OVERDUE, overdue), (NUMBERS, made.numbers_overdue), (OTHER_LANGUAGE, in_other))
    lists = [
        "\n".join([translate(words, language), *(f"  {one}" for one in listed)]) for words, listed in named if listed
    ]
    return [f"{title}\n{'=' * len(title)}", *lines, *lists]


def files_of(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(file_of(address) for address in addresses)

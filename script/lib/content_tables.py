"""Two pages of docs from the first health content: how easy each page is to read, and every claim with its sources."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from handrail.learn.domain.blocks import all_texts
from handrail.learn.domain.reading_ease import HIGHEST_GRADE, LEAST_EASE, english_grade, spanish_ease
from handrail.learn.domain.sentences import MOST_ON_AVERAGE, MOST_WORDS, average_words, sentences, words_in
from handrail.learn.loading.checking import page_facts
from handrail.learn.loading.files import FOLDER, ContentFiles, blocks_of, read_content

DOCS = Path(__file__).resolve().parents[2] / "docs" / "explanation"
GRADES, CLAIMS = DOCS / "reading-grades.md", DOCS / "health-claims.md"
GRADES_LEAD = f"""# How easy the health pages are to read

Written by `script/content_tables`; a test fails where it is out of step. A page has sentences of at most {MOST_WORDS}
words and {MOST_ON_AVERAGE} on average, grade {HIGHEST_GRADE:.0f} or lower in English, and {LEAST_EASE:.0f} or higher in
Spanish. Headings, points of lists and cells of tables count as sentences, as they stand there.

English: the grade of Flesch and Kincaid (1975), 0.39 x words a sentence + 11.8 x syllables a word - 15.59. Spanish: the
perspicuity of Szigriszt-Pazos (1993), 206.835 - 62.3 x syllables a word - words a sentence, on the INFLESZ scale, which
was validated on texts for patients (Barrio-Cantalejo and others, 2008): above 55 is normal, above 65 fairly easy, above
80 very easy. Syllables are counted by rules of spelling (`learn/domain/reading_ease.py`), so both are estimates. On
these pages textstat 0.7.8, which has a dictionary and is asked in a test, gives English grades from 0.4 lower to 0.8
higher, and Spanish pages 4 to 10 points more. A low grade is not yet a clear page: whether people understand it, only
people can say.

| Page | English: words | a sentence | longest | grade | Spanish: words | a sentence | longest | ease |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""
CLAIMS_LEAD = """# What the health pages claim, and where it comes from

Written by `script/content_tables`; a test fails where it is out of step. This is the first content as it ships. What
editors of an installation changed since stands at its own `/heroin/claims/`. "Not yet confirmed": nobody of us has
opened the source and found exactly this there; every page that rests on such a claim says so beside it.

"""


def tables() -> dict[Path, str]:
    files = read_content(FOLDER)
    return {
        GRADES: GRADES_LEAD + "".join(grade_lines(files)),
        CLAIMS: CLAIMS_LEAD + claim_counts(files) + "".join(claim_lines(files)),
    }


def grade_lines(files: ContentFiles) -> Iterator[str]:
    for page in sorted(files.pages, key=lambda page: page["slug"]):
        english, spanish = (list(all_texts(page_facts(page, language))) for language in ("en", "es"))
        cells = [
            *measures(english),
            f"{english_grade(english):.1f}",
            *measures(spanish),
            f"{spanish_ease(spanish):.0f}",
        ]
        yield row(f"`{page['slug']}`", *cells)


def measures(texts: list[str]) -> tuple[str, str, str]:
    counts = [words_in(one) for one in sentences(texts)]
    return str(sum(counts)), f"{average_words(texts):.1f}", str(max(counts))


def claim_counts(files: ContentFiles) -> str:
    confirmed = sum(claim["is_confirmed"] for claim in files.claims)
    return (
        f"{len(files.claims)} claims, {confirmed} confirmed, {len(files.claims) - confirmed} not yet;"
        f" {len({source['key'] for source in files.sources})} sources.\n\n"
        + row("Claim", "What it says", "How sure", "Confirmed", "Checked", "Sources", "Pages")
        + row(*["---"] * 7)
    )


def claim_lines(files: ContentFiles) -> Iterator[str]:
    sources = {source["key"]: source for source in files.sources}
    for claim in sorted(files.claims, key=lambda claim: claim["key"]):
        named = "; ".join(source_words(sources[key]) for key in claim["sources"])
        confirmed = "yes" if claim["is_confirmed"] else "**not yet confirmed**"
        pages = ", ".join(f"`{slug}`" for slug in pages_on(claim["key"], files))
        yield row(
            f"`{claim['key']}`", claim["text"]["en"], claim["strength"], confirmed, day(claim["checked"]), named, pages
        )


def pages_on(claim: str, files: ContentFiles) -> list[str]:
    resting = (page for page in files.pages for block in blocks_of(page, "en") if claim in block.get("claims", []))
    return sorted({page["slug"] for page in resting})


def source_words(source: dict[str, Any]) -> str:
    title = f"[{source['title']}]({source['url']})" if source.get("url") else source["title"]
    return f"{source['author']}, {title}, {source.get('year', 'no date given')}"


def day(on: date) -> str:
    return on.isoformat()


def row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    for file, text in tables().items():
        file.write_text(text, encoding="utf-8")

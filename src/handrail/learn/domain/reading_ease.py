"""How hard a page is to read, by published formulas over its words, sentences and syllables.

English: the grade of Flesch and Kincaid (Kincaid, Fishburne, Rogers, Chissom, "Derivation of new readability formulas
for Navy enlisted personnel", 1975). Spanish: the perspicuity of Szigriszt-Pazos ("Sistemas predictivos de legibilidad
del mensaje escrito", 1993), read on the INFLESZ scale, which was validated on texts for patients (Barrio-Cantalejo and
others, An. Sist. Sanit. Navar. 2008;31(2):135-152): above 55 is normal, above 65 fairly easy. It judges more strictly
than the formula of Fernández Huerta. Syllables are counted by rules of spelling, so a grade is an estimate.
"""

import re
from collections.abc import Callable, Iterable

from handrail.learn.domain.sentences import sentences

HIGHEST_GRADE, LEAST_EASE = 8.0, 60.0  # a product choice: what somebody tired, who left school early, can read
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)e$ | (?<=[^aeiouytd])ed$ | (?<=[^aeiouyszxcg])(?<![cs]h)(?<![^aeiouy]l)es$",
    re.VERBOSE,
)
SILENT_WITHIN = re.compile(
    r"(?:some|every|where|hope|use|care|safe|like|rare|lone|late|manage|side|home)(?=[^aeiouyrsdn])"
)
SPLIT_VOWELS = re.compile(
    r"(?<![ctsg])i[ao] | (?<=[^aeiou])ui[dn] | eo(?![pu]) | [aeou]ing$ | [^aeiou]ying$ | ual | iety?$ | [^t]ient | sm$",
    re.VERBOSE,
)
# Common words of these pages whose spelling tells another number.
SPOKEN = {
    "heroin": 3,
    "someone": 2,
    "everyone": 3,
    "hour": 2,
    "hours": 2,
    "anyone": 3,
    "recovery": 4,
    "suicide": 3,
    "several": 3,
    "medetomidine": 5,
}

NO_VOWEL = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])|y(?=[aeiouáéíóú])")
STRONG = re.compile(r"[aeoáéóíú]")
WEAK_ALONE = re.compile(r"(?<![aeoáéóíúiuüy])[iuüy]+(?![aeoáéóíú])")


def english_grade(texts: Iterable[str]) -> float:
    words_a_sentence, syllables_a_word = measured(texts, english_syllables)
    return 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59


def spanish_ease(texts: Iterable[str]) -> float:
    words_a_sentence, syllables_a_word = measured(texts, spanish_syllables)
    return 206.835 - 62.3 * syllables_a_word - words_a_sentence


def measured(texts: Iterable[str], syllables: Callable[[str], int]) -> tuple[float, float]:
    """Words a sentence, syllables a word. A heading counts as a sentence; a text without words, as one short word."""
    told = [WORD.findall(one) for one in sentences(texts)]
    counts = [syllables(word.lower()) for words in told for word in words] or [1]
    return len(counts) / max(1, sum(1 for words in told if words)), sum(counts) / len(counts)


def english_syllables(word: str) -> int:
    word = word.replace("'", "").replace("\u2019", "")
    if word in SPOKEN:
        return SPOKEN[word]
    bare = SILENT_END.sub("", SILENT_WITHIN.sub(lambda found: found[0][:-1], word))
    return max(1, len(VOWELS.findall(bare)) + len(SPLIT_VOWELS.findall(word)))


def spanish_syllables(word: str) -> int:
    """Each of a, e, o and each accented vowel is one; i and u join them, and are one where they stand alone."""
    bare = NO_VOWEL.sub("-", word)
    return max(1, len(STRONG.findall(bare)) + len(WEAK_ALONE.findall(bare)))

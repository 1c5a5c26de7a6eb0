"""Words of somebody in danger, in English and Spanish: whoever types one is shown whom to call before anything else.

A needless card costs a moment, a missing one may cost a life. So the table is wide, and forgives a wrong letter.
"""

from collections.abc import Sequence
from enum import StrEnum

from handrail.directory.domain.edit_distance import distance_within
from handrail.learn.domain.folded_words import Words, words_of


class Danger(StrEnum):
    """What the words tell of, the most urgent first."""

    OVERDOSE = "overdose"  # evidence section 4, R1
    EMERGENCY = "emergency"  # R3, R8 and R10
    SUICIDE = "suicide"  # R4 and R5


PHRASES: dict[Danger, str] = {
    Danger.OVERDOSE: """
        overdose, overdosed, overdosing, od, oded, oding, unresponsive, unconscious, not breathing, isnt breathing,
        stopped breathing, stops breathing, barely breathing, hardly breathing, breathing slow, breathing slowly,
        slow breathing, cannot breathe, can not breathe, cant breathe, trouble breathing, not wake, wont wake,
        cant wake, cannot wake, doesnt wake, not waking, isnt waking, passed out, blue lips, lips blue, gray lips,
        grey lips, lips gray, lips grey, turning blue, turned blue, gurgling,
        sobredosis, no respira, no esta respirando, no puede respirar, no puedo respirar, dejo de respirar,
        apenas respira, respira lento, respira despacio, no despierta, no se despierta, no lo puedo despertar,
        no puedo despertar, no reacciona, inconsciente, se desmayo, labios azules, labios morados, labios grises,
        se puso azul, se puso morado, se puso morada, esta morado, esta morada
    """,
    Danger.EMERGENCY: """
        seizure, seizures, convulsion, convulsions, convulsing, chest pain, chest pains, chest hurts, pain chest,
        heart attack, fainted, fainting, hallucinating, hallucination, hallucinations, seeing things, hearing voices,
        delirium, vomiting blood, throwing up blood, blood in vomit, wound black, wound turning black, legs numb,
        numb legs, cant feel legs, fever after injecting,
        convulsiones, convulsionando, ataque epileptico, dolor de pecho, dolor en pecho, duele pecho,
        ataque corazon, infarto, desmayo, desmayos, alucinaciones, alucinando, ve cosas, veo cosas, oye voces,
        oigo voces, delirio, vomita sangre, vomito sangre, herida negra, piernas dormidas, no siento piernas,
        fiebre despues de inyectar
    """,
    Danger.SUICIDE: """
        suicide, suicides, suicidal, kill myself, kill himself, kill herself, kill themselves, killing myself,
        end my life, ending my life, take my own life, end it all, want to die, wants to die, wanna die,
        wish i was dead, wish i were dead, better off dead, rather be dead, hurt myself, harm myself, self harm,
        no reason to live, not want to live, dont want to live,
        suicidio, suicida, suicidarme, suicidarse, suicidar, matarme, matarse, me mato, me voy a matar,
        quitarme la vida, quitarse la vida, acabar con mi vida, terminar con mi vida,
        quiero morir, quiero morirme,
        quisiera morir, quisiera estar muerto, quisiera estar muerta, no quiero vivir, sin ganas de vivir,
        no tengo ganas de vivir, hacerme dano
    """,
}
# Words that say it only where they stand side by side: "I used to pay too much" tells of no danger.
TOGETHER: dict[Danger, str] = {
    Danger.OVERDOSE: """
        took too much, took way too much, taken too much, took too many, did too much, used too much,
        too much heroin, too much fentanyl, he fell out, she fell out, they fell out, is dying, is he dying,
        is she dying, im dying, i am dying, hes dying, shes dying, snoring weird, snoring strange, snoring funny,
        una sobre dosis, tome demasiado, tome demasiada, consumi demasiado, se le paso la mano, esta azul,
        se esta muriendo, me estoy muriendo
    """,
    Danger.EMERGENCY: "",
    Danger.SUICIDE: """
        cant go on anymore, cant go on any more, cant go on like this, cannot go on anymore, cannot go on like this,
        dont want to go on, me quiero matar, ya no puedo mas, no puedo seguir asi
    """,
}
MOST_BETWEEN = 2  # other words that may stand within a phrase: "not really breathing", "my lips are blue"
FIRST_MISSPELT, MOST_WRONG = 6, 1  # letters: a shorter word with one changed is too often another word


def dangers_in(text: str) -> tuple[Danger, ...]:
    """Every danger that the text tells of, the most urgent first."""
    words = words_of(text)
    return tuple(
        danger for danger in Danger if any(stands_in(phrase, words, between) for phrase, between in TABLE[danger])
    )


def stands_in(phrase: Words, words: Sequence[str], most_between: int) -> bool:
    """The words of the phrase in their order, with few others between them or none."""
    first, *others = phrase
    reached = {place for place, word in enumerate(words) if is_meant(word, first)}
    for known in others:
        nexts = {place + step for place in reached for step in range(1, most_between + 2)}
        reached = {place for place in nexts if place < len(words) and is_meant(words[place], known)}
    return bool(reached)


def is_meant(typed: str, known: str) -> bool:
    """One letter wrong, missing, too many or swapped with its neighbor is still the word, where it is long enough."""
    if typed == known or len(known) < FIRST_MISSPELT:
        return typed == known
    may_be = len(set(typed) ^ set(known)) <= 2 * MOST_WRONG  # most words are told apart by their letters alone
    return may_be and distance_within(typed, known, MOST_WRONG) is not None


def phrases_of(said: str, most_between: int) -> list[tuple[Words, int]]:
    return [(words_of(phrase), most_between) for phrase in said.split(",") if phrase.strip()]


TABLE = {
    danger: (*phrases_of(said, MOST_BETWEEN), *phrases_of(TOGETHER[danger], 0)) for danger, said in PHRASES.items()
}

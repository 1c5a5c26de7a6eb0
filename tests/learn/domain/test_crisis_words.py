"""Words of somebody in danger are heard, also misspelt and in Spanish; other words are not taken for them."""

import pytest

from handrail.learn.domain.crisis_words import PHRASES, TABLE, TOGETHER, Danger, dangers_in

TOLD = {
    Danger.OVERDOSE: [
        "overdose",
        "OVERDOSED!!",
        "my son is not breathing",
        "he isn\u2019t really breathing",
        "she can't breathe",
        "he won't wake up",
        "my lips are blue",
        "ovredose",
        "overdoes",
        "sobredosis",
        "una sobre dosis",
        "I took too much",
        "he is snoring weird",
        "he OD\u2019d",
        "od'd in the bathroom",
        "she fell out",
        "is he dying?",
        "se está muriendo",
        "creo que tomé demasiado",
        "Sobredósis en casa",
        "mi hijo no respira",
        "no se despierta",
        "tiene los labios azules",
        "methadone in Chicago, my friend overdosed",
    ],
    Danger.EMERGENCY: [
        "seizure",
        "siezure",
        "he had seizures",
        "chest pain",
        "pain in my chest",
        "convulsiones",
        "me duele el pecho",
        "dolor en el pecho",
        "veo cosas",
    ],
    Danger.SUICIDE: [
        "suicide",
        "suiside",
        "I want to kill myself",
        "kill my self, no: kill myself",
        "i dont want to live",
        "I can\u2019t go on like this",
        "me quiero matar",
        "I wish I were dead",
        "quiero morirme",
        "quitarme la vida",
        "no quiero vivir",
        "suicidarme",
    ],
}
CALM = [
    "",
    "methadone in Chicago",
    "what is detox like",
    "how do I use naloxone",
    "I want to quit heroin",
    "not bathing",
    "is he lying to me",
    "Haven House",
    "Wakefield Center",
    "the clinic does not respond",
    "no puedo pagar más",
    "I can't go on methadone while pregnant",
    "cant go to groups on sunday",
    "ya no puedo seguir pagando",
    "información sobre dosis de metadona",
    "qué es esta pastilla azul",
    "I used to pay too much",
    "it did not cost too much",
    "tomo demasiado alcohol",
    "dying to get help",
    "I fell out with my mother",
    "odd jobs",
    "quiero vivir sin heroína",
    "the pain is over, and my chest of drawers is not here",
    "🙃 ?!",
]


@pytest.mark.parametrize(("danger", "text"), [(danger, text) for danger, texts in TOLD.items() for text in texts])
def test_words_of_danger_are_heard(danger, text):
    assert dangers_in(text) == (danger,)


@pytest.mark.parametrize("text", CALM)
def test_other_words_are_not_taken_for_danger(text):
    assert dangers_in(text) == ()


@pytest.mark.parametrize("danger", list(Danger))
def test_every_phrase_of_the_table_is_heard_as_it_stands_there(danger):
    phrases = [phrase.strip() for said in (PHRASES, TOGETHER) for phrase in said[danger].split(",") if phrase.strip()]

    assert [phrase for phrase in phrases if danger not in dangers_in(phrase)] == []


def test_table_holds_no_empty_phrase_and_every_danger():
    assert [danger for danger in Danger if () in [phrase for phrase, _ in TABLE[danger]]] == []
    assert list(TABLE) == list(Danger)


def test_most_urgent_danger_comes_first():
    said = "I want to die, I have chest pain and he is not breathing"

    assert dangers_in(said) == (Danger.OVERDOSE, Danger.EMERGENCY, Danger.SUICIDE)


@pytest.mark.parametrize(
    ("text", "found"),
    [("not a b breathing", (Danger.OVERDOSE,)), ("not a b c breathing", ()), ("breathing not", ())],
)
def test_words_of_a_phrase_stand_in_their_order_and_near_each_other(text, found):
    assert dangers_in(text) == found


@pytest.mark.parametrize(("text", "found"), [("seizur", (Danger.EMERGENCY,)), ("sezur", ()), ("wave not", ())])
def test_one_wrong_letter_is_forgiven_and_not_two(text, found):
    assert dangers_in(text) == found


def test_short_word_is_not_corrected():
    assert dangers_in("will not bake") == ()  # "not wake"

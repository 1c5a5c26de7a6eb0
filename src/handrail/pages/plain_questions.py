"""The five questions in plain words, and what each answer makes us look for. The rules are in `pathways`."""

from handrail.pages.choices import WHO, Choices
from handrail.web.translation import mark

AGE: Choices = (
    ("adult", mark("18 to 64")),
    ("under_18", mark("Under 18")),
    ("older", mark("65 or older")),
)
WHAT: Choices = (
    ("opioid", mark("Heroin, fentanyl, or opioid pills")),
    ("alcohol", mark("Alcohol")),
    ("stimulants", mark("Cocaine, crack, meth or speed")),
    ("other", mark("Something else, or I do not know")),
)
DAILY: Choices = (
    ("alcohol", mark("Alcohol every day")),
    ("benzos", mark("Xanax, Valium or other benzos every day")),
    ("unsure", mark("I do not know")),
)
NOW: Choices = (
    ("pregnant", mark("Pregnant, or maybe")),
    ("hospital", mark("Just out of a hospital")),
    ("jail", mark("Just out of jail or prison")),
    ("detox", mark("Just out of detox, or days without using")),
)
MEDICINE: Choices = (
    ("none", mark("None, or not sure")),
    ("methadone", mark("Methadone")),
    ("buprenorphine", mark("Buprenorphine (Suboxone, Subutex)")),
    ("another", mark("Another, or I do not want to say")),
)
BARRIER: Choices = (
    ("no_insurance", mark("No money, no insurance")),
    ("medicaid", mark("I have Medicaid")),
    ("children", mark("Children to look after")),
    ("spanish", mark("I need Spanish")),
    ("ride", mark("No way to get there")),
    ("work", mark("Work, or no time for visits")),
    ("mind", mark("Sadness, fear or other troubles of the mind")),
    ("withdrawal", mark("Afraid of withdrawal")),
    ("not_now", mark("Not ready to stop now")),
)

ONE_ANSWER = {"who": WHO, "age": AGE, "what": WHAT, "medicine": MEDICINE}
MANY_ANSWERS = {"daily": DAILY, "now": NOW, "barrier": BARRIER}
QUESTIONS = ONE_ANSWER | MANY_ANSWERS
BEFOREHAND = {"who": "myself", "age": "adult", "what": "opioid", "medicine": "none"}

LOOKING_FOR: dict[str, str] = {
    "age:under_18": mark("Places that take young people"),
    "age:older": mark("A program for older adults, where there is one"),
    "what:opioid": mark("A whole path: medicine that protects life, then counseling, then people"),
    "what:alcohol": mark("Places that treat alcohol, first those with a bed for withdrawal"),
    "what:stimulants": mark("Places for stimulants; first those that list rewards or behavior therapy"),
    "what:other": mark("Places that treat any kind of drug use"),
    "daily:alcohol": mark("A bed with care for alcohol withdrawal, since stopping without care can kill"),
    "daily:benzos": mark("A bed with care for benzo withdrawal, since stopping without care can kill"),
    "daily:unsure": mark("No other places for this. Please read the safety lines above."),
    "now:pregnant": mark("Places that accept women, and a pregnancy group where listed"),
    "now:hospital": mark("No other places for this: medicine can start now. Ask for naloxone too."),
    "now:jail": mark("A program that knows people who come from jail, where there is one"),
    "now:detox": mark("No other places for this: medicine can start now. Ask for naloxone too."),
    "medicine:methadone": mark("Only places that list methadone"),
    "medicine:buprenorphine": mark("Only places that list buprenorphine"),
    "medicine:another": mark("Only places that accept the medicine taken now"),
    "barrier:no_insurance": mark("Places that list a way to pay little or nothing"),
    "barrier:medicaid": mark("Places that list Medicaid"),
    "barrier:children": mark("Places with child care or beds for children"),
    "barrier:spanish": mark("Places that list Spanish"),
    "barrier:ride": mark("Places that help with rides"),
    "barrier:work": mark("Places with visits by phone or video"),
    "barrier:mind": mark("Places that also treat the mind"),
    "barrier:withdrawal": mark("Help that makes withdrawal bearable"),
    "barrier:not_now": mark("Help without stopping: on this page"),
}
"""What each answer that changes something makes us look for, as the page explains it."""


def words_of(answer: str) -> str:
    question, _, value = answer.partition(":")
    return dict(QUESTIONS[question])[value]

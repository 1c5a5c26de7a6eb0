"""What people call a thing, and what our pages call it: brands, street names, words we do not use ourselves.

Somebody types the words they know, also those that wound. They are led to the page; the page says it in its own words.
"""

from collections.abc import Mapping

from handrail.learn.domain.folded_words import Words, words_of

# Ours, and what is typed for it. Each of ours stands in a shipped page (a test holds that). Product choice.
OURS: dict[str, dict[str, str]] = {
    "en": {
        "naloxone": "narcan, rivive, kloxxado, zimhi",
        "buprenorphine": "suboxone, subutex, zubsolv, sublocade, brixadi, subs, bup, bupe",
        "naltrexone": "vivitrol, revia",
        "methadone": "methadose, dolophine",
        "heroin": "dope, smack, black tar, china white, h",
        "fentanyl": "fent, fenty, fetty",
        "xylazine": "tranq, tranq dope",
        "benzos": "benzo, benzodiazepines, xanax, valium, klonopin, ativan",
        "opioids": """
            opiate, opiates, painkiller, painkillers, pain killers, pain pills, oxy, oxys, oxycodone, oxycontin, roxy,
            roxys, roxies, perc, percs, percocet, percocets, vicodin, vikes, hydrocodone, norco, norcos, morphine,
            codeine
        """,
        "overdose": "od, ods, oded, oding, he fell out, she fell out, they fell out",
        "withdrawal": "dopesick, dope sick, withdrawals, jonesing, kicking, the sickness",
        "detox": "cold turkey, get clean, getting clean, detoxing, detoxification, taper, tapering",
        "used again": "relapse, relapsed, relapses, relapsing, relapsed again, fell off, fallen off, slipped up",
        "addiction": "addict, addicts, addicted, junkie, junkies, oud, opioid use disorder",
        "program": "rehab, rehabs, rehabilitation, treatment center",
        "prison": "locked up, incarcerated, incarceration",
        "syringes": "needle, needles, syringe, rigs",
        "wounds": "abscess, abscesses, sores",
        "pay": "afford, expensive, im broke, being broke, no money, costs",
        "craving": "cravings, urges, urge",
        "groups": "aa, meeting, meetings, 12 step, twelve step, 12 steps",
    },
    "es": {
        "naloxona": "narcan, rivive, kloxxado, zimhi, naloxone",
        "buprenorfina": "suboxone, subutex, zubsolv, sublocade, brixadi, buprenorphine",
        "naltrexona": "vivitrol, revia, naltrexone",
        "heroina": "chiva, caballo, manteca",
        "fentanilo": "fenta, fentanyl, fent",
        "xilacina": "tranq, xilazina, xylazine",
        "benzodiacepinas": "benzos, benzo, xanax, valium, benzodiazepinas",
        "opioides": """
            opiaceos, opiaceo, analgesicos, pastillas para el dolor, oxicodona, percocet, morfina, codeina, oxys
        """,
        "abstinencia": "malilla, malillas, mono, sindrome de abstinencia, enfermo por no usar",
        "desintoxicacion": "desintoxicarme, desintoxicarse, desintoxicar, detox, desintox, limpiarme",
        "volvi a consumir": "recaida, recaidas, recai, recayo, recaer, recaido, volvi a usar, volvio a usar",
        "consume heroina": "usa heroina, usar heroina, usando heroina, usa drogas, usando drogas, se inyecta heroina",
        "adiccion": "adicto, adicta, adictos, adictas, drogadicto, drogadicta, tecato, tecata",
        "programa": "rehabilitacion, centro de rehabilitacion, anexo",
        "jeringas": "aguja, agujas, jeringa, jeringuilla, jeringuillas",
        "heridas": "absceso, abscesos, llagas",
        "pago": "pagar, costo, costos, cuesta, caro, sin dinero, no tengo dinero",
    },
}


def table_of(language: str) -> Mapping[Words, Words]:
    """For what is typed, what is meant, both as folded words."""
    return {words_of(one): words_of(ours) for ours, typed in OURS.get(language, {}).items() for one in typed.split(",")}


MEANT = {language: table_of(language) for language in OURS}
LONGEST = {language: max(map(len, table)) for language, table in MEANT.items()}


def in_our_words(words: Words, language: str) -> Words:
    """The words with each of theirs replaced by ours, the longest that fits first; all others as they stand."""
    table, place = MEANT.get(language, {}), 0
    said: list[str] = []
    while place < len(words):
        length = next((n for n in range(LONGEST.get(language, 1), 1, -1) if words[place : place + n] in table), 1)
        typed = words[place : place + length]
        said += table.get(typed, typed)
        place += length
    return tuple(said)

"""What we say when a place is not found, in both languages. The typed text is quoted, so templates must escape it."""

WORDS = {
    "empty": (
        "Type a ZIP code, or a town with its state.",
        "Escriba un código postal, o una ciudad con su estado.",
    ),
    "too_long": (
        "That is too long for a place. Type a ZIP code, or a town with its state.",
        "Eso es demasiado largo para un lugar. Escriba un código postal, o una ciudad con su estado.",
    ),
    "unreadable": (
        "That text has signs we cannot read. Type a ZIP code, or a town with its state.",
        "Ese texto tiene signos que no podemos leer. Escriba un código postal, o una ciudad con su estado.",
    ),
    "here": (
        "We do not know where you are, and we do not ask your phone. Type a ZIP code, or a town with its state.",
        "No sabemos dónde está usted, y no se lo preguntamos a su teléfono. "
        "Escriba un código postal, o una ciudad con su estado.",
    ),
    "unknown": (
        "We could not find “{text}”. Try a ZIP code, or a town with its state, like “Kalispell, MT”.",
        "No encontramos “{text}”. Pruebe con un código postal, o una ciudad con su estado, como “Kalispell, MT”.",
    ),
    "unknown_zip": (
        "We could not find the ZIP code {zip}. Check it, or try a town with its state.",
        "No encontramos el código postal {zip}. Revíselo, o pruebe con una ciudad y su estado.",
    ),
    "not_a_zip": (
        "A ZIP code has 5 digits. Check it, or try a town with its state.",
        "Un código postal tiene 5 dígitos. Revíselo, o pruebe con una ciudad y su estado.",
    ),
    "no_point": (
        "We do not know where {zip} is. Try a ZIP code close by, or a town with its state.",
        "No sabemos dónde queda {zip}. Pruebe con un código postal cercano, o una ciudad con su estado.",
    ),
    "military": (
        "APO, FPO and DPO are military mail addresses. They are not on the map. "
        "Type the ZIP code or the town where you are staying, or where you will come home to.",
        "APO, FPO y DPO son direcciones de correo militar. No están en el mapa. "
        "Escriba el código postal o la ciudad donde está ahora, o a donde va a regresar.",
    ),
    "state_alone": (
        "{state} is a large area. Add a town, like “{example}”, or type a ZIP code.",
        "{state} es un área grande. Agregue una ciudad, como “{example}”, o escriba un código postal.",
    ),
    "not_in_state": (
        "We could not find “{town}” in {state}. Check the spelling, or try a ZIP code.",
        "No encontramos “{town}” en {state}. Revise cómo se escribe, o pruebe con un código postal.",
    ),
    "far_point": (
        "That point is far from every town we know. Try a ZIP code, or a town with its state.",
        "Ese punto queda lejos de toda ciudad que conocemos. Pruebe con un código postal, o una ciudad con su estado.",
    ),
    "ambiguous": (
        "More than one town is called “{name}”. Choose yours:",
        "Hay más de una ciudad llamada “{name}”. Elija la suya:",
    ),
}


def place_words(code: str, language: str, **params: str) -> str:
    return WORDS[code][language == "es"].format(**params)

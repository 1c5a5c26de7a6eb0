"""States, the District and the territories, as people write them."""

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "FM": "Federated States of Micronesia", "GU": "Guam", "MH": "Marshall Islands",
    "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "PW": "Palau", "VI": "U.S. Virgin Islands",
}  # fmt: skip

# Where Spanish has a name of its own.
IN_SPANISH = {
    "DC": "Distrito de Columbia", "HI": "Hawái", "LA": "Luisiana", "MS": "Misisipi", "MO": "Misuri",
    "NJ": "Nueva Jersey", "NM": "Nuevo México", "NY": "Nueva York",
    "NC": "Carolina del Norte", "ND": "Dakota del Norte", "OR": "Oregón", "PA": "Pensilvania",
    "SC": "Carolina del Sur", "SD": "Dakota del Sur", "WV": "Virginia Occidental",
    "AS": "Samoa Americana", "FM": "Estados Federados de Micronesia", "MH": "Islas Marshall",
    "MP": "Islas Marianas del Norte", "PW": "Palaos", "VI": "Islas Vírgenes de EE. UU.",
}  # fmt: skip

OTHER_NAMES = {
    "Washington DC": "DC", "Washington State": "WA", "New York State": "NY",
    "Micronesia": "FM", "Virgin Islands": "VI", "US Virgin Islands": "VI", "USVI": "VI",
    "Commonwealth of the Northern Mariana Islands": "MP", "CNMI": "MP", "Republic of the Marshall Islands": "MH",
    "Republic of Palau": "PW", "Nueva York": "NY", "Nuevo México": "NM", "Nueva Jersey": "NJ", "Pensilvania": "PA",
    "Carolina del Norte": "NC", "Carolina del Sur": "SC", "Dakota del Norte": "ND", "Dakota del Sur": "SD",
    "Virginia Occidental": "WV", "Luisiana": "LA", "Hawái": "HI", "Misisipi": "MS", "Misuri": "MO", "Oregón": "OR",
    "Distrito de Columbia": "DC", "Islas Vírgenes": "VI", "Samoa Americana": "AS", "Islas Marianas del Norte": "MP",
    "Estados Federados de Micronesia": "FM", "Islas Marshall": "MH", "Palaos": "PW",
    "Islas Vírgenes de EE. UU.": "VI",
}  # fmt: skip

MILITARY = frozenset({"AA", "AE", "AP"})

# Small enough that its main town stands for all of it.
MAIN_TOWN = {"AS": "Pago Pago", "DC": "Washington", "GU": "Hagatna", "PW": "Koror"}

# What people say for a town that the post office lists under another name.
EVERYDAY_NAMES = {
    "NYC": ("New York", "NY"), "New York City": ("New York", "NY"), "Nueva York": ("New York", "NY"),
    "The Bronx": ("Bronx", "NY"), "El Bronx": ("Bronx", "NY"), "Philly": ("Philadelphia", "PA"),
    "Filadelfia": ("Philadelphia", "PA"), "Utqiagvik": ("Barrow", "AK"), "Kolonia": ("Pohnpei", "FM"),
    "Colonia": ("Yap", "FM"), "Weno": ("Chuuk", "FM"), "Tofol": ("Kosrae", "FM"),
}  # fmt: skip


def state_name(code: str, language: str) -> str:
    """As a reader of this language calls it; any other code that the directory uses stays as it is."""
    here = IN_SPANISH if language == "es" else {}
    return here.get(code) or STATES.get(code, code)

"""The wall clock of a place, by its state: for working days and waking hours, never for an appointment.

Bounds of the zones: 49 CFR 71. A state with two zones has that of most of its people, so an hour can be wrong in its
far corner; a place's own hours are wall times and are shown as such.
"""

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
BY_ZONE: dict[str, str] = {
    EASTERN: "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    CENTRAL: "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    MOUNTAIN: "CO ID MT NM UT WY",
    PACIFIC: "CA NV OR WA",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
    "Pacific/Palau": "PW",
}
BY_STATE = {state: zone for zone, states in BY_ZONE.items() for state in states.split()}


def zone_of_state(state: str) -> str:
    """Eastern time where the state is not known: the earliest morning is asked first."""
    return BY_STATE.get(state.upper(), EASTERN)

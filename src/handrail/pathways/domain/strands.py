"""The strands of care a facility offers, and what helps a person belong, from its listed codes."""

STRANDS: dict[str, frozenset[str]] = {
    "individual": frozenset({"ICO"}),
    "group": frozenset({"GCO"}),
    "family": frozenset({"FCO"}),
    "behavior_therapy": frozenset({"CBT", "CMI", "CRV", "MOTI", "RELP", "MXM"}),
    "twelve_step": frozenset({"TWFA"}),
}

OFFERS = ("SHG", "PEER", "RC", "TWFA")
"""Self-help groups, peers, a recovery coach, 12-step help: what the places themselves add to the belong leg."""


def strands_of(codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(strand for strand, any_code in STRANDS.items() if codes & any_code)

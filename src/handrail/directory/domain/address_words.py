"""Ways to write the same street, so that 'N. 5th Street, Ste 2' and '5th St' can meet."""

# US Postal Service Publication 28, appendices B and C2, as far as the directory uses them.
SHORT_FORMS = {
    "alley": "aly", "avenue": "ave", "av": "ave", "boulevard": "blvd", "bypass": "byp", "causeway": "cswy",
    "center": "ctr", "centre": "ctr", "circle": "cir", "court": "ct", "crossing": "xing", "drive": "dr",
    "expressway": "expy", "extension": "ext", "freeway": "fwy", "heights": "hts", "highway": "hwy", "hospital": "hosp",
    "junction": "jct", "lane": "ln", "mount": "mt", "mountain": "mtn", "parkway": "pkwy", "pkway": "pkwy",
    "place": "pl", "plaza": "plz", "ridge": "rdg", "road": "rd", "route": "rte", "rt": "rte", "rural": "r",
    "saint": "st", "sainte": "st", "square": "sq", "street": "st", "str": "st", "terrace": "ter", "trail": "trl",
    "turnpike": "tpke", "valley": "vly", "view": "vw", "fort": "ft", "county": "co", "state": "st",
    "north": "n", "south": "s", "east": "e", "west": "w",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip

# From here to the end of the line the words name a part of the building, not the building.
UNIT_WORDS = frozenset({
    "suite", "suites", "ste", "unit", "units", "apartment", "apt", "room", "rm", "floor", "floors", "fl", "building",
    "bldg", "office", "#",
})  # fmt: skip

# Legal forms come and go between years without a change of the place.
LEGAL_FORMS = frozenset({
    "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "pllc", "pc", "pa", "lp",
    "llp", "dba", "the",
})  # fmt: skip

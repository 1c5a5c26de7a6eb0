"""Where the fictional facilities stand: real towns and ZIP codes, spread over the states and territories."""

from dataclasses import dataclass

# Programs marked with the same letter share one organization, so that hand-overs within it can be seen.
CITY = (
    "A methadone", "A outpatient", "A withdrawal_residential", "A residential", "B office", "B outpatient", "B women",
    "methadone", "office", "health_center", "hospital", "withdrawal_outpatient", "residential_mothers",
    "young", "free", "veterans", "recovery_home", "outpatient_plain",
)  # fmt: skip
TOWN = (
    "A office", "A outpatient", "health_center", "hospital", "methadone", "withdrawal_residential",
    "residential_mothers", "young", "free", "tribal", "veterans",
)  # fmt: skip
COUNTY = ("health_center", "A office", "A outpatient", "hospital", "residential")


@dataclass(frozen=True)
class Town:
    """`languages` are codes spoken there; `extra` adds kinds of facility to the set of its size."""

    city: str
    state: str
    zips: tuple[str, ...]
    area_code: str
    size: tuple[str, ...]
    languages: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def programs(self) -> tuple[str, ...]:
        return self.size + self.extra


def town(city, state, zips, area_code, size, languages="", extra=""):
    return Town(city, state, tuple(zips.split()), area_code, size, tuple(languages.split()), tuple(extra.split()))


TOWNS = (
    town("Chicago", "IL", "60608 60622 60640 60619 60612", "312", CITY, "SP F66 F4 F36",
         "tribal mental_health court_driving_only methadone_only says_no_medicine_but_lists_it"),
    town("Bronx", "NY", "10456 10451 10467 10459", "718", CITY, "SP F28 F4 F42",
         "methadone_only residential_men mental_health free_but_lists_cover"),
    town("New York", "NY", "10001 10029 10002", "212", TOWN, "SP F17 F70 F35", "certified_without_methadone"),
    town("Los Angeles", "CA", "90012 90033 90044 90057", "213", CITY, "SP F47 F25 F17 F81",
         "tribal office_taper mental_health alcohol_only"),
    town("Philadelphia", "PA", "19134 19107 19121 19140", "215", CITY, "SP F92 F42 F31",
         "residential_men says_no_opioid_care_but_lists_it"),
    town("Seattle", "WA", "98104 98118 98133", "206", CITY, "F92 SP F17 F43", "tribal court_driving_only"),
    town("San Juan", "PR", "00907 00926 00918", "787", CITY, "SP", "methadone_only"),
    town("Washington", "DC", "20001 20019 20009", "202", CITY, "SP F28 F30", "mental_health"),
    town("Boston", "MA", "02118 02119 02125", "617", CITY, "SP F67 F19 F31", "certified_without_methadone"),
    town("Houston", "TX", "77002 77036 77020", "713", CITY, "SP F92 F36", "alcohol_only"),
    town("Miami", "FL", "33136 33142 33127", "305", CITY, "SP F19 F67", "residential_men"),
    town("Denver", "CO", "80204 80205 80219", "303", CITY, "SP F70 F92", "says_no_medicine_but_lists_it tribal"),
    town("Minneapolis", "MN", "55404 55411", "612", TOWN, "F37 N24 SP", "mental_health"),
    town("Kalispell", "MT", "59901", "406", TOWN, "SP", "outpatient_plain"),
    town("Gallup", "NM", "87301", "505", TOWN, "SP", "tribal says_no_medicine_but_lists_it"),
    town("Cheyenne", "WY", "82001 82009", "307", TOWN, "SP", "office_taper"),
    town("Anchorage", "AK", "99501 99508", "907", TOWN, "N40 SP F81 F70"),
    town("Albuquerque", "NM", "87102 87108", "575", TOWN, "SP F92"),
    town("Atlanta", "GA", "30303 30310", "404", TOWN, "SP F47"),
    town("Phoenix", "AZ", "85004 85009", "602", TOWN, "SP F4", "free_but_lists_cover"),
    town("Honolulu", "HI", "96817 96813", "808", TOWN, "F81 F43 F47"),
    town("Tamuning", "GU", "96913 96910", "671", TOWN, "F81 FX"),
    town("Nashville", "TN", "37203 37207", "615", TOWN, "SP F4"),
    town("Saint Louis", "MO", "63103 63118", "314", TOWN, "SP F30", "residential_men"),
    town("Salt Lake City", "UT", "84101 84116", "801", TOWN, "SP FX"),
    town("Pago Pago", "AS", "96799", "684", COUNTY, "FX", "methadone women"),
    town("Saipan", "MP", "96950", "670", COUNTY, "F17 F81"),
    town("Saint Thomas", "VI", "00802", "340", COUNTY, "SP F19", "methadone"),
    town("Fairbanks", "AK", "99701", "907", COUNTY, "N40", "methadone"),
    town("Bethel", "AK", "99559", "907", COUNTY, "N40", "tribal"),
    town("Hazard", "KY", "41701", "606", COUNTY, "", "methadone outpatient_plain"),
    town("Beckley", "WV", "25801", "304", COUNTY, "", "methadone residential_mothers"),
    town("Bemidji", "MN", "56601", "218", COUNTY, "N24", "tribal"),
    town("Rapid City", "SD", "57701", "605", COUNTY, "", "tribal methadone"),
    town("Scottsbluff", "NE", "69361", "308", COUNTY, "SP"),
    town("Jackson", "MS", "39201", "601", COUNTY, "SP", "methadone women"),
    town("Burlington", "VT", "05401", "802", COUNTY, "F28", "methadone women"),
    town("Machias", "ME", "04654", "207", COUNTY, "F28"),
    town("Twin Falls", "ID", "83301", "208", COUNTY, "SP", "methadone"),
    town("Burns", "OR", "97720", "541", COUNTY, "", "tribal"),
    town("Alpine", "TX", "79830", "432", COUNTY, "SP"),
)  # fmt: skip

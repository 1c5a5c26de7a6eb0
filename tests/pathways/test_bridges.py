from datetime import date

from handrail.pathways.bridges import bridges, configured


def codes_on(day: date, state: str = "IL") -> list[str]:
    return [bridge.code for bridge in bridges(state=state, language="en", on=day)]


def test_bridges_hold_today_in_every_state():
    assert codes_on(date(2026, 11, 23)) == [
        "emergency_department",
        "any_prescriber",
        "health_center",
        "tele_buprenorphine",
    ]


def test_an_expired_rule_is_no_longer_shown():
    assert "tele_buprenorphine" not in codes_on(date(2027, 1, 1))


def test_the_emergency_department_is_shown_whatever_the_date():
    assert codes_on(date(2040, 1, 1)) == ["emergency_department"]


def test_nobody_on_methadone_is_sent_to_start_buprenorphine():
    told = bridges(state="WY", language="en", on=date(2026, 11, 23), medicine="methadone")

    assert [bridge.code for bridge in told] == ["own_clinic", "emergency_department_taking"]
    assert [bridge.code for bridge in told if "buprenorphine" in bridge.text] == []


def test_who_takes_buprenorphine_may_go_on_with_any_prescriber():
    told = bridges(state="WY", language="en", on=date(2026, 11, 23), medicine="buprenorphine")

    assert "any_prescriber" in [bridge.code for bridge in told]
    assert "emergency_department" not in [bridge.code for bridge in told]


def test_rules_of_the_states_are_not_claimed_for_freely_associated_states():
    assert codes_on(date(2026, 11, 23), "FM") == ["emergency_department", "health_center"]


def test_every_bridge_is_dated_sourced_and_said_in_both_languages():
    lacking = [
        entry["code"]
        for entry in configured()
        if not (entry["source"] and entry["checked"] < entry["expires"] and entry["en"] != entry["es"])
    ]

    assert lacking == []


def test_source_is_named_in_the_language_of_the_page():
    english, spanish = (bridges(state="IL", language=each, on=date(2026, 11, 23)) for each in ("en", "es"))

    assert english[1].source == "Consolidated Appropriations Act, 2023 (end of the X-waiver, December 29, 2022)"
    assert spanish[1].source == "Consolidated Appropriations Act, 2023 (fin del permiso X, 29 de diciembre de 2022)"
    assert [entry["code"] for entry in configured() if not entry["source"]["es"]] == []

from handrail.pathways.domain.asking import questions
from handrail.pathways.domain.explaining import LegFacts, PathFacts, reasons, warnings
from handrail.pathways.domain.need import Need
from handrail.pathways.domain.requirements import Kind
from handrail.pathways.domain.traits import traits_of


def leg(role: str, codes: str, *, miles: float = 3, is_in_state: bool = True, has_exact_point: bool = True) -> LegFacts:
    listed = frozenset(codes.split())
    return LegFacts(role, f"The {role} place", listed, traits_of(listed), miles, is_in_state, has_exact_point)


def path(start: LegFacts, go_on: LegFacts, need: Need | None = None, kind: Kind = Kind.MEDICINE_FIRST) -> PathFacts:
    need = need or Need.read()
    wishes = tuple(wish.name for wish in need.wishes)
    return PathFacts(kind, need, start, go_on, start.codes == go_on.codes, False, wishes)


def codes_of(notes) -> set[str]:
    return {note.code for note in notes}


CLINIC = "SA OP ORT BU BUM MOA MD NOE ACC PEER JC FEM MALE ADLT"
UNIT = "SA DT ODTX ADTX RD BU BUM MD NOE FEM MALE ADLT"


def test_a_taper_only_listing_is_warned_of_and_asked_about():
    start = leg("start", "SA OP BU FEM MALE ADLT NOE")

    facts = path(start, leg("continue", CLINIC))

    assert "may_taper_only" in codes_of(warnings(facts))
    assert "ask_continue_buprenorphine" in codes_of(questions(facts))


def test_contradictions_are_warned_of_and_asked_about_never_resolved():
    start = leg("start", f"{CLINIC} NMOA NOOP")

    facts = path(start, leg("continue", CLINIC))

    assert {"lists_no_medicine_too", "lists_no_opioid_care_too"} <= codes_of(warnings(facts))
    assert "ask_medicine_here" in codes_of(questions(facts))


def test_a_methadone_clinic_without_methadone_listed_is_asked():
    start = leg("start", "SA OP ORT OTP FEM MALE ADLT NOE")

    assert "ask_methadone_given" in codes_of(questions(path(start, leg("continue", CLINIC))))


def test_every_stay_warns_of_lost_tolerance():
    for kind in (Kind.WITHDRAWAL_FIRST, Kind.RESIDENTIAL):
        facts = path(leg("start", f"{UNIT} RL"), leg("continue", CLINIC), kind=kind)

        assert "after_detox" in codes_of(warnings(facts))


def test_daily_alcohol_warns_of_missing_withdrawal_medicine_and_asks_for_a_bed_now():
    need = Need.read(asked=[("need", "alcohol")])

    facts = path(leg("start", UNIT), leg("continue", CLINIC), need, Kind.WITHDRAWAL_FIRST)

    assert "no_withdrawal_medicine_listed" in codes_of(warnings(facts))
    assert {"ask_bed_now", "ask_withdrawal_medicine"} <= codes_of(questions(facts))


def test_pregnancy_asks_for_the_same_day_and_for_admission_where_no_sex_is_listed():
    start = leg("start", "SA OP BU BUM NOE ADLT")

    asked = codes_of(questions(path(start, leg("continue", CLINIC), Need.read(asked=[("need", "pregnant")]))))

    assert {"ask_same_day_pregnant", "ask_admits_my_sex"} <= asked


def test_cover_that_is_not_listed_is_marked_and_asked():
    facts = path(leg("start", CLINIC), leg("continue", "SA OP MOA FEM MALE ADLT"), Need.read(payment=["medicaid"]))

    assert "cover_not_listed_medicaid" in codes_of(warnings(facts))
    assert "ask_cover" in codes_of(questions(facts))


def test_one_of_two_covers_is_enough_and_is_the_reason():
    facts = path(leg("start", CLINIC), leg("continue", CLINIC), Need.read(payment=["medicaid", "military"]))

    assert "cover_medicaid" in codes_of(reasons(facts))
    assert [code for code in codes_of(warnings(facts)) if code.startswith("cover_not_listed")] == []


def test_public_funds_alone_are_asked_about_and_medicaid_can_be_applied_for():
    start = leg("start", "SA OP BU BUM SAMF FEM MALE ADLT NOE")

    asked = codes_of(questions(path(start, start, Need.read(payment=["none"]))))

    assert {"ask_public_funds", "ask_apply_for_medicaid"} <= asked


def test_across_the_state_line_is_warned_of_for_medicaid_only():
    abroad = leg("start", CLINIC, is_in_state=False)

    with_medicaid = path(abroad, leg("continue", CLINIC), Need.read(payment=["medicaid"]))
    without = path(abroad, leg("continue", CLINIC))

    assert "across_state_line" in codes_of(warnings(with_medicaid))
    assert "across_state_line" not in codes_of(warnings(without))


def test_children_only_rows_are_asked_whether_they_take_adults():
    start = leg("start", "SA OP BU BUM CHLD FEM MALE NOE")

    adult, minor = (codes_of(questions(path(start, start, Need.read(age=age)))) for age in (30, 16))

    assert ("ask_adults" in adult, "ask_adults" in minor) == (True, False)
    assert "ask_buprenorphine_from_16" in minor


def test_todays_prescriber_is_kept_where_a_place_only_accepts_the_medicine():
    start = leg("start", "SA OP MOA FEM MALE ADLT NOE")

    facts = path(start, leg("continue", CLINIC), Need.read(medicine="already_on_medication"))

    assert "keeps_todays_prescriber" in codes_of(reasons(facts))
    assert "ask_while_i_keep_my_prescriber" in codes_of(questions(facts))


def test_a_wish_is_a_reason_where_it_is_met_and_a_warning_where_it_is_not():
    need = Need.read(asked=[("language", "spanish")])
    speaks = leg("start", f"{CLINIC} SP")

    met, unmet = path(speaks, speaks, need), path(speaks, leg("continue", CLINIC), need)

    assert ("wish_language" in codes_of(reasons(met)), "without_language" in codes_of(warnings(met))) == (True, False)
    assert ("wish_language" in codes_of(reasons(unmet)), "without_language" in codes_of(warnings(unmet))) == (
        False,
        True,
    )


def test_a_hospital_is_never_claimed_for_an_outpatient_clinic():
    need = Need.read(asked=[("need", "medical_illness")])
    clinic = leg("start", CLINIC)

    facts = path(clinic, clinic, need)

    assert "wish_medical_illness" not in codes_of(reasons(facts))
    assert "ask_other_illness" in codes_of(questions(facts))


def test_the_same_medicine_is_no_reason_where_it_may_end():
    facts = path(leg("start", "SA OP BU FEM MALE ADLT"), leg("continue", CLINIC))

    assert "same_medicine" not in codes_of(reasons(facts))


def test_minors_are_told_to_ask_a_methadone_clinic_too():
    clinic = leg("start", "SA OP OTP MU AD FEM MALE")

    assert "ask_methadone_under_18" in codes_of(questions(path(clinic, clinic, Need.read(age=14))))


def test_men_only_and_women_only_are_said_unless_the_need_says_who():
    men, women = leg("start", CLINIC.replace("FEM ", "")), leg("start", CLINIC.replace("MALE ", ""))

    unsaid = [codes_of(warnings(path(each, each))) & {"men_only", "women_only"} for each in (men, women)]
    said = codes_of(warnings(path(men, men, Need.read(asked=[("need", "man")]))))

    assert unsaid == [{"men_only"}, {"women_only"}]
    assert "men_only" not in said


def test_a_far_withdrawal_stay_is_never_offered_by_phone():
    need = Need.read(asked=[("need", "alcohol")])
    far = leg("start", UNIT, miles=306)

    warned = codes_of(warnings(path(far, leg("continue", CLINIC), need, Kind.WITHDRAWAL_FIRST)))
    asked = codes_of(questions(path(far, leg("continue", CLINIC), need, Kind.WITHDRAWAL_FIRST)))

    assert "far_stay_in_danger" in warned
    assert not warned & {"far_away", "too_far_to_travel"}
    assert "ask_for_the_unit" in asked


def test_a_far_methadone_clinic_warns_of_the_daily_way():
    clinic = leg("start", f"{CLINIC} OTP MU", miles=67)

    assert "daily_visits_far" in codes_of(warnings(path(clinic, clinic)))


def test_a_daily_dose_is_never_offered_by_phone():
    clinics = [leg("start", f"{CLINIC} OTP MU", miles=miles) for miles in (140, 1969)]

    warned = [codes_of(warnings(path(clinic, clinic))) for clinic in clinics]

    assert ["daily_visits_far" in each for each in warned] == [True, True]
    assert [each & {"far_away", "too_far_to_travel"} for each in warned] == [set(), set()]


def test_far_and_rough_points_are_said():
    far = leg("start", CLINIC, miles=140.4, has_exact_point=False)

    said = {note.code: dict(note.values) for note in warnings(path(far, leg("continue", CLINIC)))}

    assert said["far_away"] == {"miles": "140"}
    assert "point_is_approximate" in said

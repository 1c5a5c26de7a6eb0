"""The kinds of fictional facility, each with codes that occur together in real directories."""

from dataclasses import dataclass

from handrail.directory.domain.sources import FacilityKind


def codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVERYWHERE = codes("SA CSAA SSA SMHD DAUT ICO GCO SAE SACA ACC DP CM CBT RELP MOTI STAG PVTN VAPN SMPD")
GROWN = codes("ADLT YAD SNR")
BOTH_SEXES = codes("FEM MALE")
PUBLIC_COVER = codes("MD MC PI SF SS SAMF")
COUNSELING = codes("OP ORT OIT FCO BIA ANG TELE")
OFFICE_MEDICINE = codes("PMAT ACM OMB BU NU UB BUM BWN BERI VTRL MOA NOE")
METHADONE = codes("OMB OTP MU MM BU BUM UB NU METH BWN SOTP DEA MWS NOE")
WITHDRAWAL_MEDICINE = codes("PMAT ACM DSF DT ODTX ADTX BDTX MDET BU DB UB MOA NOE")
GROUPS = codes("CO TRMA GL VET CJ AD")


@dataclass(frozen=True)
class Profile:
    """`often` codes are in about six rows of ten; `never` takes away what the shared sets would give."""

    programs: tuple[str, ...]
    surname: tuple[str, ...]
    always: frozenset[str]
    often: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    kind: FacilityKind = FacilityKind.SUBSTANCE_USE

    @property
    def certain(self) -> frozenset[str]:
        return self.always - self.never


def substance_use(programs: str, surname: str, *always: frozenset[str], often: str = "", never: str = "") -> Profile:
    whole = frozenset().union(EVERYWHERE, *always)
    return Profile(tuple(programs.split(" | ")), tuple(surname.split(" | ")), whole, codes(often), codes(never))


ADULTS = GROWN | BOTH_SEXES | PUBLIC_COVER

PROFILES = {
    "methadone": substance_use(
        "Methadone and Buprenorphine Clinic | Opioid Treatment Program",
        "Treatment Services | Clinic",
        ADULTS, COUNSELING, METHADONE, codes("HCT HIVT CMI PEER TA"),
        often="CO TRMA VET CJ PW GL TWFA SHG RC AOSS EMP PA PAIN TBS JC CARF CCC SE AH",
    ),
    "methadone_only": substance_use(
        "Opioid Treatment Program", "Medication Center",
        ADULTS, codes("OP ORT OMB OTP MU MM METH SOTP DEA MWS NOE OUDO"), often="HCT PEER CJ TA CO", never="CBT",
    ),
    "office": substance_use(
        "Buprenorphine Clinic | Same Week Medication Clinic", "Health Partners | Family Practice",
        ADULTS, COUNSELING, OFFICE_MEDICINE, codes("PEER"),
        often="CO TRMA GL TWFA SHG RC PW VET SE PA MI HCT IPC AH DLC",
    ),
    "office_taper": substance_use(
        "Medication Clinic", "Wellness Office",
        ADULTS, codes("OP ORT OMB BU DB BWN TELE"), often="NU VTRL CO", never="SAMF SS",
    ),
    "outpatient": substance_use(
        "Outpatient Counseling | Day and Evening Groups", "Counseling Center | Recovery Services",
        ADULTS, COUNSELING, codes("MOA TWFA SHG PEER TRMA CO"),
        often="CJ GL VET SE PA NOE DU CMI MXM RC EMP CARF AH TA HS MCO",
    ),
    "outpatient_plain": substance_use(
        "Counseling", "Counseling Group", GROWN, codes("OP ORT PI SF NMOA TWFA SHG"), often="FEM MALE MD DU CJ",
    ),
    "hospital": substance_use(
        "Withdrawal Care Unit | Inpatient Medicine Unit", "Memorial Hospital | General Hospital",
        ADULTS, WITHDRAWAL_MEDICINE,
        codes("HI HID HIT GH MU MM BUM DM NU DLC MHPA MI JC HLA CDTX MDTX HBT HCT HIVT SPS CO SE PW TRMA IPC AH"),
        often="VET GL PA TELE",
    ),
    "withdrawal_residential": substance_use(
        "Residential Withdrawal Care", "Recovery Campus",
        ADULTS, WITHDRAWAL_MEDICINE, codes("RES RD RS BUM TWFA SHG FCO PEER MHPA CO"),
        often="TRMA VET GL CARF CDTX MDTX DLC CJ TA AH PW",
    ),
    "withdrawal_outpatient": substance_use(
        "Outpatient Withdrawal Care", "Medical Group",
        ADULTS, COUNSELING, codes("DT OD ODTX BU DB BUM UB OMB MOA NOE MDET"), often="CO TRMA PEER DLC",
    ),
    "residential": substance_use(
        "Residential Program | Thirty Day Program", "House | Lodge",
        ADULTS, codes("RES RS RL BU UB BUM MOA NOE FCO TWFA SHG PEER CO TRMA TA"),
        often="CJ VET GL EMP HS RC CARF AH SE",
    ),
    "residential_men": substance_use(
        "Men's Residence", "House",
        GROWN | PUBLIC_COVER, codes("MALE MN RES RL HH MOA TWFA SHG CJ EMP"), often="VET CO HS",
    ),
    "residential_mothers": substance_use(
        "Residence for Women and Their Children", "House | Place",
        GROWN | PUBLIC_COVER,
        codes("FEM RES RL RS BC CCC PW WN BU UB BUM MOA NOE TRMA DV XA FCO PEER DVFP HS CO TA"),
        often="TWFA SHG EMP CJ AH",
    ),
    "women": substance_use(
        "Pregnancy and Parenting Clinic | Women's Recovery Clinic", "Women's Health | Family Center",
        GROWN | PUBLIC_COVER, COUNSELING, OFFICE_MEDICINE, codes("FEM PW WN CCC TRMA DV XA TA PEER HCT HIVT CO"),
        often="TWFA GL AH PA SHG",
    ),
    "young": substance_use(
        "Teen and Family Clinic", "Youth Services | Young People's Center",
        BOTH_SEXES | PUBLIC_COVER, COUNSELING, OFFICE_MEDICINE, codes("CHLD AD TAY YAD TRMA CO PEER GL SPS"),
        often="CJ TA TWFA AH",
    ),
    "health_center": substance_use(
        "Community Health Center", "Community Health | Neighborhood Health",
        ADULTS, COUNSELING, OFFICE_MEDICINE,
        codes("FQHC PA FSA SI IPC MHS CO TRMA GL SE PW VET CJ TA AH PEER RC TWFA SHG HCT HIVT TBS HAV HBV CCC CMI"),
        often="AOSS NRT NSC MI STDT",
    ),
    "tribal": substance_use(
        "Behavioral Health and Medicine", "Intertribal Wellness | Native Wellness",
        ADULTS, COUNSELING, OFFICE_MEDICINE, codes("ITU IH NX TRMA CO PEER TA SHG VET PW AD CHLD MHS FSA"),
        often="TBG TWFA SE HS CCC GL CJ", never="PVTN",
    ),
    "veterans": substance_use(
        "Opioid Treatment Program | Recovery Clinic", "Veterans Care",
        ADULTS, COUNSELING, METHADONE, codes("VAMC MI VET ADM MF SE TRMA CO GH PEER GL TA MHS HCT JC SPS"),
        often="AH CJ HS EMP", never="PVTN MD",
    ),
    "free": substance_use(
        "Free Clinic", "Open Door Clinic | Mutual Aid Clinic",
        GROWN | BOTH_SEXES, OFFICE_MEDICINE, codes("NP OP ORT PEER RC SHG CO TRMA HCT HIVT TA"),
        often="GL TWFA CJ TELE AH",
    ),
    "recovery_home": substance_use(
        "Recovery Home", "House", GROWN | BOTH_SEXES, codes("HH RES RL MOA SF SS SHG TWFA PEER EMP HS"),
        often="CJ VET GL", never="CSAA DAUT",
    ),
    # Rows whose codes quarrel, as real ones do: they are shown with a question, never corrected.
    "says_no_medicine_but_lists_it": substance_use(
        "Outpatient Program", "Recovery Office", ADULTS, COUNSELING, codes("NMOA OMB BU BWN UB"), often="CO",
    ),
    "says_no_opioid_care_but_lists_it": substance_use(
        "Outpatient Program", "Behavioral Office", ADULTS, COUNSELING, codes("NOOP BU BWN BUM"), often="CO",
    ),
    "certified_without_methadone": substance_use(
        "Opioid Treatment Program", "Medical Clinic",
        ADULTS, COUNSELING, codes("OMB OTP BU BUM UB BWN SOTP NOE"), often="CO",
    ),
    "free_but_lists_cover": substance_use(
        "Outpatient Program", "Assistance Clinic", ADULTS, COUNSELING, codes("NP BU UB BUM MOA OMB"), often="CO",
    ),
    "court_driving_only": substance_use(
        "Driving Program", "Education Center", ADULTS, codes("OP ORT DU DUO NOOP CJ"), never="SACA",
    ),
    "alcohol_only": substance_use(
        "Alcohol Program", "Counseling Office", ADULTS, COUNSELING, codes("AUDO NOOP PMAT ACM DSF"),
    ),
    "mental_health": Profile(
        ("Mental Health Clinic",), ("Mental Health Center",),
        codes("MH OMH CFT GT IPT DBT CBT MMD FPSY MD MC PI SF SS SMI PTSD ADLT YAD FEM MALE STMH PVTN"),
        codes("CO SUMH TELE SPS WI TRMA"), kind=FacilityKind.MENTAL_HEALTH,
    ),
}  # fmt: skip

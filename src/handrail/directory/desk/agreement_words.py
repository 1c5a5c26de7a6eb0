"""How the desk names roles of the operator, what follows from them, and signed papers."""

from handrail.privacy.domain.operator_roles import Accounting, AgreementKind, NoticeOwed, OperatorRole, Seen
from handrail.web.translation import mark

ROLES: dict[str, str] = {
    OperatorRole.PART2_PROGRAM: mark("A part 2 program"),
    OperatorRole.COVERED_ENTITY: mark("A covered entity under HIPAA"),
    OperatorRole.BA_QSO: mark("A business associate and qualified service organization"),
    OperatorRole.INTERMEDIARY: mark("An intermediary"),
    OperatorRole.CONSUMER_SERVICE: mark("A service to consumers"),
}
NOTICES: dict[str, str] = {
    NoticeOwed.PROGRAM: mark("The notice of a part 2 program (42 CFR 2.22)"),
    NoticeOwed.HIPAA: mark("The notice of privacy practices (45 CFR 164.520)"),
    NoticeOwed.THE_PROGRAMS_OWN: mark("The notice of each program (42 CFR 2.22): it hands it out"),
    NoticeOwed.CONSUMER: mark("The privacy page. What it promises binds"),
}
ACCOUNTS: dict[str, str] = {
    Accounting.PROGRAM: mark("Disclosures of a part 2 program (42 CFR 2.25)"),
    Accounting.INTERMEDIARY: mark("What an intermediary passed on (42 CFR 2.24)"),
    Accounting.HIPAA: mark("Disclosures under HIPAA (45 CFR 164.528)"),
    Accounting.CONSUMER: mark("What the privacy page says"),
}
SEEN: dict[str, str] = {
    Seen.NUMBER: mark("a number"),
    Seen.PROGRAMS: mark("the programs"),
    Seen.CLOCK: mark("the clock"),
    Seen.IDENTITY: mark("who it is"),
}
KINDS: dict[str, str] = {
    AgreementKind.SAME_ENTITY: mark("We are one legal entity"),
    AgreementKind.QSOA: mark("Qualified service organization agreement (42 CFR 2.11)"),
    AgreementKind.BAA: mark("Business associate agreement (45 CFR 164.504)"),
    AgreementKind.INTERMEDIARY: mark("Agreement of an intermediary (42 CFR 2.24)"),
    AgreementKind.MEMORANDUM: mark("Memorandum with police, court or custody"),
    AgreementKind.ATTESTATION: mark("Attestation of a referral service: nobody pays it by the person (18 USC 220)"),
}

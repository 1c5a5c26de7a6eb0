"""The five questions of a call, in the order in which they are asked, with the words a caller sees."""

from handrail.directory.domain.observations import Cover, Dialed, Medicine
from handrail.web.translation import mark

Choices = tuple[tuple[str, str], ...]

DIALED: dict[str, str] = {
    Dialed.MAIN: mark("Main number"),
    Dialed.INTAKE: mark("Line to start treatment"),
    Dialed.CHECKED: mark("Confirmed by two people"),
}
RIGHT_NUMBER: Choices = (("yes", mark("Yes")), ("no", mark("No")), ("unknown", mark("Not clear")))
NEW_PATIENTS: Choices = (
    ("yes", mark("Yes")),
    ("no", mark("No")),
    ("waiting_list", mark("Waiting list")),
    ("unknown", mark("Not said")),
)
DAYS: Choices = (
    ("0", mark("Same day")),
    ("1", mark("Next day")),
    ("3", mark("2 or 3 days")),
    ("7", mark("A week")),
    ("14", mark("2 weeks")),
    ("30", mark("A month or more")),
    ("", mark("Not said")),
)
SAID: Choices = (("confirmed", mark("Yes")), ("not", mark("No")), ("", mark("Skip")))
MEDICINES: Choices = (
    (Medicine.METHADONE, mark("Methadone")),
    (Medicine.BUPRENORPHINE, mark("Buprenorphine")),
    (Medicine.NALTREXONE, mark("Naltrexone")),
)
COVERS: Choices = (
    (Cover.MEDICAID, mark("Medicaid")),
    (Cover.MEDICARE, mark("Medicare")),
    (Cover.PRIVATE, mark("Private insurance")),
    (Cover.MILITARY, mark("Military insurance")),
    (Cover.VA, mark("VA")),
    (Cover.TRIBAL, mark("Tribal or Indian Health Service")),
    (Cover.NONE, mark("No insurance")),
)

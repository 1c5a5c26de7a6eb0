"""How a person looking for care sorts what a facility offers."""

from enum import StrEnum


class CodeGroup(StrEnum):
    """In the order people ask: can I pay, what happens there, which medicine, is it for me."""

    PAY = "pay"
    CARE = "care"
    MEDICINE = "medicine"
    WHO = "who"
    LANGUAGES = "languages"
    SUPPORT = "support"
    SAFETY = "safety"
    TESTING = "testing"
    QUALITY = "quality"
    RULES = "rules"
    OTHER = "other"


GROUP_HEADINGS = {
    CodeGroup.PAY: ("How you can pay", "Cómo puede pagar"),
    CodeGroup.CARE: ("What happens there", "Qué atención ofrece"),
    CodeGroup.MEDICINE: ("Medicine", "Medicinas"),
    CodeGroup.WHO: ("Who it is for", "Para quién es"),
    CodeGroup.LANGUAGES: ("Languages", "Idiomas"),
    CodeGroup.SUPPORT: ("Help beside the treatment", "Ayuda además del tratamiento"),
    CodeGroup.SAFETY: ("Safety", "Seguridad"),
    CodeGroup.TESTING: ("Tests and check-ups", "Pruebas y chequeos"),
    CodeGroup.QUALITY: ("Signs of quality", "Señales de calidad"),
    CodeGroup.RULES: ("House rules", "Reglas de la casa"),
    CodeGroup.OTHER: ("Also listed", "También en la lista"),
}

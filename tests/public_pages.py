"""Every page that is read by GET, listed once for the tests that walk through all of them."""

READING = [
    "/",
    "/paths/",
    "/facilities/list/",
    "/facilities/shared/",
    "/facilities/",
    "/facilities/search/",
    "/facilities/in/il/",
    "/crisis/",
    "/heroin/",
    "/heroin/claims/",
    "/how-results-are-ordered/",
    "/leaving/",
    "/offline/",
    "/offline/taken-off/",
    "/not-ready-to-stop/",
    "/not-ready-to-stop/in/pa/",
    "/not-ready-to-stop/in/wy/",
    "/help-me-choose/",
    "/api/",
    "/notices/",
    "/notices/terms/",
    "/notices/privacy/",
    "/notices/patient-notice/",
    "/notices/cookies/",
    "/notices/health/",
    "/notices/no-sale/",
    "/notices/messages/",
    "/notices/terms/1/",
]
ASKING = ["/facilities/compare/", "/facilities/print/"]  # by GET they say what they need
CRISIS = "/crisis/"

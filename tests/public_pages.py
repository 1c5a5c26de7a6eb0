"""Every page that is read by GET, listed once for the tests that walk through all of them."""

READING = [
    "/",
    "/paths/",
    "/facilities/list/",
    "/facilities/shared/",
    "/facilities/",
    "/facilities/search/",
    "/facilities/in/il/",
    "/meetings/",
    "/crisis/",
    "/heroin/",
    "/heroin/claims/",
    "/how-results-are-ordered/",
    "/leaving/",
    "/offline/",
    "/offline/taken-off/",
    "/meetings/saved/",
    "/not-ready-to-stop/",
    "/not-ready-to-stop/in/pa/",
    "/not-ready-to-stop/in/wy/",
    "/help-me-choose/",
    "/for-professionals/",
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
ASKING = [
    "/facilities/compare/",
    "/facilities/print/",
    "/meetings/picked/",
    "/meetings/week/",
]  # by GET they say what they need
CRISIS = "/crisis/"
# One of each type of health page, and every picture. They are there once `load_content` has run.
HEALTH = [
    "/heroin/",
    "/heroin/detox/",  # long, and withdrawal drawn
    "/heroin/after-detox/",  # tolerance drawn
    "/heroin/medicine/",  # deaths drawn
    "/heroin/what-it-is/",  # the receptor drawn
    "/heroin/paying/",  # a table
    "/heroin/naloxone/",  # steps
    "/heroin/what-changed/",  # then and now
    "/heroin/claims/",
    "/about/cookies/",
]
HEALTH_IN_BOTH = ["/heroin/", "/heroin/detox/", "/heroin/paying/", "/heroin/claims/"]

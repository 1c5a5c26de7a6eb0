"""Every page that is read by GET, listed once for the tests that walk through all of them."""

READING = [
    "/",
    "/paths/",
    "/facilities/list/",
    "/facilities/shared/",
    "/crisis/",
    "/how-results-are-ordered/",
    "/leaving/",
    "/not-ready-to-stop/",
    "/not-ready-to-stop/in/pennsylvania/",
    "/not-ready-to-stop/in/wyoming/",
    "/help-me-choose/",
]
ASKING = ["/facilities/compare/", "/facilities/print/"]  # by GET they say what they need
CRISIS = "/crisis/"

"""What the network sees of itself, before and after a quarter was published."""

from pictures.visit import Visit

NURSE, OPERATOR = "demo-nurse", "demo-operator"


def mirror(visit: Visit) -> None:
    page = visit.page("/referrals/mirror/", by=NURSE)
    visit.take(page, "mirror-empty")
    quarter, year = visit.staged("quarter.publish")
    visit.go(page, f"/referrals/mirror/{quarter}/")
    visit.take(page, "mirror-quarter")
    visit.take_unfolded(page, "mirror-quarter-tables")
    visit.go(page, f"/referrals/mirror/{year}/")
    visit.take_unfolded(page, "mirror-year")
    visit.go(page, f"/referrals/mirror/{year}/programs/{visit.staged('ground.program').place}/")
    visit.take(page, "mirror-program")


def grant_report(visit: Visit) -> None:
    page = visit.page("/desk/referrals/grant-report/", by=OPERATOR)
    visit.take(page, "grant-report")


WAYS = (mirror, grant_report)

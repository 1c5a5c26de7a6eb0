"""An operator at the desk, and what an account of one's own shows."""

from pictures.visit import Visit

OPERATOR = "demo-operator"
DESK = {
    "desk": "/desk/",
    "desk-calls": "/desk/calls/",
    "desk-open-places": "/desk/open-places/",
    "desk-reports": "/desk/corrections/",
    "desk-duplicates": "/desk/duplicates/",
    "desk-claims": "/desk/claims/",
    "desk-partners": "/desk/claims/partners/",
    "desk-agreements": "/desk/agreements/",
    "desk-rosters": "/desk/rosters/",
    "desk-requests": "/desk/requests/",
    "desk-messages": "/desk/messages/",
}
ACCOUNT = {
    "account": "/account/",
    "password": "/account/password/",
    "second-factor": "/account/second-factor/",
    "devices": "/account/devices/",
    "organizations": "/account/organizations/",
    "my-data": "/privacy/",
    "my-seen": "/privacy/seen/",
    "my-consents": "/privacy/consents/",
    "my-contacts": "/privacy/contacts/",
    "my-requests": "/privacy/requests/",
    "my-export": "/privacy/export/",
    "my-delete": "/privacy/delete/",
}


def desk_and_account(visit: Visit) -> None:
    page = visit.page(by=OPERATOR)
    for name, path in (DESK | ACCOUNT).items():
        visit.go(page, path)
        visit.take(page, name)


def calls(visit: Visit) -> None:
    page = visit.page("/desk/calls/", by=OPERATOR)
    page.locator("main a[href*='/desk/calls/'], main form button").first.click()
    visit.take(page, "desk-call")


def open_places(visit: Visit) -> None:
    page = visit.page("/desk/open-places/", by=OPERATOR)
    page.locator("main input[type=text], main input[type=search]").first.fill("clinic")
    page.locator("main form button").first.click()
    page.locator("main a[href*='/desk/open-places/']").first.click()
    visit.take(page, "desk-open-places-sheet")


WAYS = (desk_and_account, calls, open_places)

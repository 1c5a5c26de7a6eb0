"""A coordinator: what is about to break, whom to ring, what they say, and notes."""

from pictures.person import come_back
from pictures.visit import Visit, press, task, unfold

COORDINATOR = "demo-operator"


def rings_who_cannot_be_written_to(visit: Visit, referral: str) -> None:
    """The two others that were asked: one offers its list, the other says no."""
    visit.staged("ground.clocks")
    page = visit.page(f"/desk/referrals/{referral}/", by=COORDINATOR)
    visit.take(page, "board-asked")
    sheets = page.locator("main a[href*='/call/']").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    for number, sheet in enumerate(sheets[1:3]):
        page.goto(sheet)
        visit.take(page, f"board-call-sheet-{number + 1}")
        unfold(page)
        if number == 0:
            press(page, task("waiting_list", "answer"))
            visit.take(page, "board-call-sheet-errors")
            unfold(page)
            page.locator("#position").fill("3")
            press(page, task("waiting_list", "answer"))
        else:
            page.locator("#reason").select_option(index=2)
            press(page, task("no", "answer"))
        visit.take(page, f"board-call-sheet-{number + 1}-said")


def looks_at_the_board(visit: Visit) -> None:
    for story in ("late", "said-you-did-not-come", "declined"):
        visit.staged("requests.asked", story)
    visit.staged("ground.clocks")
    page = visit.page("/desk/referrals/", by=COORDINATOR)
    visit.take(page, "board")
    press(page, "main ol.queue a")
    visit.take_unfolded(page, "board-first")
    press(page, task("take"))
    visit.take(page, "board-taken")
    unfold(page)
    page.locator("#kind").select_option(index=1)
    page.locator("#note").fill("Rang at four, nobody picked up. / Llamé a las cuatro.")
    press(page, task("note"))
    visit.take(page, "board-note")


def sees_a_conflict(visit: Visit) -> None:
    """The person says that they got in, and the program that they did not come."""
    own = visit.page()
    come_back(visit, own, visit.staged("requests.asked", "said-you-did-not-come"))
    press(own, task("show", "do"))
    press(own, "button[name=account][value=got_in]")
    visit.staged("ground.clocks")
    page = visit.page("/desk/referrals/", by=COORDINATOR)
    visit.take(page, "board-with-a-conflict")
    visit.go(page, f"/desk/referrals/{visit.staged('requests.newest')}/")
    visit.take_unfolded(page, "board-conflict")


def chooses_for_them(visit: Visit) -> None:
    """Who agreed, and waits for somebody to choose: the code is told by telephone."""
    page = visit.page(f"/desk/referrals/{visit.staged('requests.of_police')}/", by=COORDINATOR)
    visit.take_unfolded(page, "board-of-police")
    press(page, task("paper"))
    visit.take(page, "board-paper")
    visit.take_printed(page, "board-paper-printed")
    page.locator("#kept_at").fill("Cabinet 3")
    press(page, task("paper_signed"))
    page.locator("#why").select_option(index=1)
    press(page, task("open"))
    visit.take(page, "board-who-it-is")
    unfold(page)
    press(page, task("pick"))
    visit.take(page, "board-chosen")


WAYS = (looks_at_the_board, sees_a_conflict, chooses_for_them)

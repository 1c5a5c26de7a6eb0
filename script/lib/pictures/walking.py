"""Every way in every look. One that fails is told by its name, and the walk goes on."""

import argparse
import sys
from collections.abc import Callable, Collection, Iterator
from itertools import product

from playwright.sync_api import Error, sync_playwright

import chromium
from pictures import coordinator, custody, desk, meetings, mirror, person, program, public, sender
from pictures.behind import Behind
from pictures.sign_ins import SignIns
from pictures.visit import Look, Visit

Way = Callable[[Visit], None]

LOOKS = [Look(*each) for each in product((360, 1280), ("light", "dark"), ("en", "es"))]
PUBLIC: dict[str, tuple[Way, ...]] = {"public": public.WAYS}
# In this order: a nurse looks at an empty list first, and a program that wants no more messages gets none afterwards.
SIGNED_IN: dict[str, tuple[Way, ...]] = {
    "desk": desk.WAYS,
    "meetings": meetings.WAYS,
    "sender": sender.WAYS,
    "person": person.WAYS,
    "custody": custody.WAYS,
    "coordinator": coordinator.WAYS,
    "program": program.WAYS,
    "mirror": mirror.WAYS,
}
WALKS = PUBLIC | SIGNED_IN


def walk_in_every_look(options: argparse.Namespace) -> list[str]:
    """The names of the ways that failed."""
    if not (browser_here := chromium.find()):
        sys.exit("No Chromium on this machine: install it, or name it in TEST_CHROMIUM.")
    behind = Behind() if options.sign_ins else None
    sign_ins, failed = SignIns(options.sign_ins), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_here, args=["--no-sandbox", "--disable-gpu"])
        for look in LOOKS:
            if options.looks and look.name not in options.looks:
                continue
            folder = options.folder / look.name
            folder.mkdir(parents=True, exist_ok=True)
            visit = Visit(browser, look, folder, options.address, options.place, sign_ins, behind)
            failed += list(failures(visit, options.only or (WALKS if behind else PUBLIC)))
        browser.close()
    return failed


def failures(visit: Visit, walks: Collection[str]) -> Iterator[str]:
    if visit.behind:
        visit.staged("ground.fresh")
    for walk in (each for each in WALKS if each in walks):
        for way in WALKS[walk]:
            if words := went_wrong(way, visit):
                yield f"  {visit.look.name} {walk}.{way.__name__}: {words}"


def went_wrong(way: Way, visit: Visit) -> str:
    """In a line; nothing where it went well."""
    try:
        way(visit)
    except Exception as error:  # of the page, of the browser, or of what was staged: each is told, and ends one way
        told = error.message if isinstance(error, Error) else f"{type(error).__name__}: {error}"
        print(f"{visit.look.name} {way.__name__} failed", flush=True)
        return told.strip().splitlines()[0]
    finally:
        visit.leave()
    return ""

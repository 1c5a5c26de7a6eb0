"""A press that the server did, and whose answer never reached the browser: it has only what it had before."""

from django.test import Client


def press_and_lose_the_answer(browser: Client, address: str, **fields: str) -> None:
    went_down = Client(headers=browser.headers)
    went_down.cookies = browser.cookies.copy()
    went_down.post(address, fields, headers={"Origin": "http://testserver"})

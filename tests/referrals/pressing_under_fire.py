"""People who press a button on pages of a web server that is killed meanwhile: they press again until they are told.

Each has an address of their own on this machine, as from a network of their own, and keeps what cookies they got.
"""

import re
import time
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlencode

TOLD = {200, 404, 422}  # a page that says what became of it; 5xx is no answer
PAUSE, PATIENCE = 0.1, 300
BEGUN = re.compile(r'name="begun" value="([^"]+)"|value="([^"]+)" name="begun"')


class Visitor:
    """A browser: the same cookies from one press to the next."""

    def __init__(self, *, port, host, network):
        self.port, self.host, self.network, self.cookies = port, host, network, {}

    def look(self, path):
        """At the page before anything is opened, as whoever follows a link does first."""
        return self.until_told("GET", path, {})

    def press(self, path, **fields):
        """Status and page, once there is one. However often it was sent, it was one press."""
        return self.until_told("POST", path, fields)

    def until_told(self, method, path, fields):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                status, page = self.send(method, path, fields)
            except (OSError, HTTPException):
                status, page = 0, ""
            if status in TOLD:
                return status, page
            time.sleep(PAUSE)
        raise AssertionError(f"no answer, the last was {status}")

    def send(self, method, path, fields):
        source = (f"127.{self.network // 250 + 1}.{self.network % 250}.1", 0)
        http = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=source)
        try:
            headers = {"Host": self.host, "Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"Sec-Fetch-Site": "same-origin", "Connection": "close"}
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            http.request(method, path, urlencode(fields), headers)
            answer = http.getresponse()
            page = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, page
        finally:
            http.close()


def begun_on(page):
    """The key of a form, as it stands on its page."""
    found = BEGUN.search(page)
    assert found, f"the form was not shown: {page[:2000]}"
    return found[1] or found[2]


class Pressing:
    """Several at once, each in a thread of their own."""

    def __init__(self, *works):
        self.failures = []
        self.threads = [Thread(target=self.run, args=(work,)) for work in works]
        for thread in self.threads:
            thread.start()

    def run(self, work):
        try:
            work()
        except BaseException as error:
            self.failures.append(error)

    def wait(self):
        for thread in self.threads:
            thread.join(PATIENCE)
        if self.failures:
            raise self.failures[0]
        assert not any(thread.is_alive() for thread in self.threads), "somebody presses still"

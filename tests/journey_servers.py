"""The product as an operator runs it: its own folder, its own database, granian, production settings."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

import openpyxl

from installations import HANDRAIL
from template_database import migrated

EXIT_PAGE = b"<!doctype html><title>Weather</title><h1>Sunny</h1>"
SECONDS_TO_START = 60

COLUMNS = ("name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1", "intake2", "intake1a")
CODES_AND_POINT = ("intake2a", "service_code_info", "latitude", "longitude")
REFERENCE_COLUMNS = ("category_code", "category_name", "service_code", "service_name", "service_description")


class Server:
    """A running installation: where it answers, and what it wrote."""

    def __init__(self, folder: Path, port: int, exit_url: str, name: str = "127.0.0.1") -> None:
        self.folder, self.address, self.exit_url = folder, f"http://{name}:{port}", exit_url

    def under(self, name: str) -> "Server":
        """The same one, asked by another name of this machine."""
        return Server(self.folder, int(self.address.rpartition(":")[2]), self.exit_url, name)

    def log(self) -> str:
        return (self.folder / "log").read_text()


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the test run's own settings or of the developer's environment reaches the server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    ours = {"HANDRAIL_VAR": str(folder), "HANDRAIL_KEYS_FILE": str(keys_of(folder)), "PYTHONDONTWRITEBYTECODE": "1"}
    ours["HANDRAIL_ERASURE_FILE"] = str(folder.with_name(f"{folder.name}-ledger"))
    return kept | ours | more


def keys_of(folder: Path) -> Path:
    """Outside the folder of the data, as production demands."""
    return folder.with_name(f"{folder.name}-keys.toml")


def handrail(folder: Path, *arguments: str, **more: str) -> str:
    """What it printed."""
    done = subprocess.run([HANDRAIL, *arguments], env=environment(folder, **more), capture_output=True, text=True)
    assert done.returncode == 0, f"handrail {arguments[0]}: {done.stdout}\n{done.stderr}"
    return done.stdout


def write_workbook(file: Path) -> None:
    """A workbook of the official layout, filled with the fictional facilities: imported, they are as real as any."""
    from handrail.directory.demonstration.generator import demonstration_facilities

    book = openpyxl.Workbook()
    rows, reference = book.active, book.create_sheet("Service Code Reference")
    rows.append([*COLUMNS, *CODES_AND_POINT])
    facilities = demonstration_facilities(year=2023)
    for one in facilities:
        place = [one.name, one.program, one.street1, one.street2, one.city, one.state, one.zip, one.phone]
        rows.append([*place, "", "", "", "", one.codes, str(one.latitude), str(one.longitude)])
    reference.append(REFERENCE_COLUMNS)
    for code in sorted({code for one in facilities for code in one.codes.split()}):
        reference.append(["TC", "Type of Care", code, f"Service {code}", ""])
    book.save(file)


@contextmanager
def serving(folder: Path, *, is_demonstration: bool, **more: str) -> Iterator[Server]:
    more |= {"HANDRAIL_DEMONSTRATION": "1"} if is_demonstration else {}
    migrated(folder / "handrail.sqlite3")
    handrail(folder, "migrate", "--verbosity", "0", **more)
    if not keys_of(folder).exists():
        handrail(folder, "make_keys")
    if is_demonstration:
        handrail(folder, "load_demonstration", **more)
    else:
        workbook = folder / "national_directory_2023.xlsx"
        write_workbook(workbook)
        handrail(folder, "import_facilities", str(workbook))
    handrail(folder, "load_content", **more)
    handrail(folder, "collectstatic", "--noinput", "--verbosity", "0", **more)
    with elsewhere() as exit_url, (folder / "log").open("wb") as log:
        more["HANDRAIL_QUICK_EXIT_URL"] = exit_url
        server = Server(folder, free_port(), exit_url)
        command = [HANDRAIL, "serve", "--port", server.address.rpartition(":")[2]]
        process = subprocess.Popen(command, env=environment(folder, **more), stdout=log, stderr=log)
        try:
            wait_until_answering(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


class Elsewhere(BaseHTTPRequestHandler):
    """The site that the exit leads to, another origin, on this machine."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(EXIT_PAGE)

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_answering(server: Server, process: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        assert process.poll() is None, server.log()
        try:
            with urlopen(f"{server.address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {SECONDS_TO_START} s:\n{server.log()}")

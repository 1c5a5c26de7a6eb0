"""A process that has read all of Handrail and forks commands off itself: for tests that kill hundreds of them.

`web PORT` is no command of the product: the same pages, served by the server that Python brings, since granian takes
seconds to begin.

Python takes a second to read everything, and Django another to check itself; a fork takes some milliseconds. A child
that ended keeps its number until `wait` asks for it, so a late kill never meets a stranger.
"""

import json
import os
import signal
import subprocess
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

PAGES = "--pages"


class ReadyProcess:
    """Starts `handrail` commands, one at a time, as processes of their own; `with_pages`: also web servers."""

    def __init__(self, *, environment, log, with_pages=False):
        command = [sys.executable, __file__, *([PAGES] if with_pages else [])]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, env=environment, stderr=log, **pipes)
        self.children = {}
        assert self.process.stdout.readline() == "ready\n"

    def start(self, *arguments):
        pid = int(self.asked({"start": arguments}))
        self.children[pid] = Child(self, pid)
        return self.children[pid]

    def asked(self, order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def close(self):
        """Whom a failed test left behind ends too."""
        for child in list(self.children.values()):
            child.kill()
            child.wait()
        self.process.stdin.close()
        self.process.wait()


class Child:
    def __init__(self, ready, pid):
        self.ready, self.pid = ready, pid

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def wait(self):
        """Its status, as `subprocess` tells it: -9 where it was killed."""
        self.ready.children.pop(self.pid, None)
        return int(self.ready.asked({"wait": self.pid}))


def serve():
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    if PAGES in sys.argv:
        ready_for_pages()
    for name in ("worker", "rotate_keys"):
        load_command_class(get_commands()[name], name)
    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            say(fork(order["start"]))
        else:
            _, status = os.waitpid(order["wait"], 0)
            say(os.waitstatus_to_exitcode(status))


def fork(arguments):
    from django.core.management import ManagementUtility

    if pid := os.fork():
        return pid
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        if arguments[0] == "web":
            serve_pages(int(arguments[1]))
        ManagementUtility(["handrail", *arguments]).execute()
        status = 0
    finally:
        os._exit(status)


def ready_for_pages():
    """What a worker of the server reads before its first request. A fork may not begin with somebody's connection."""
    from django.db import connections

    from handrail.config import wsgi

    assert wsgi.application
    connections.close_all()


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Silent(WSGIRequestHandler):
    def log_message(self, *words):
        """No access log: its lines would fill that of the test."""


def serve_pages(port):
    from handrail.config.wsgi import application

    with Threads(("127.0.0.1", port), Silent) as server:
        server.set_app(application)
        server.serve_forever(poll_interval=0.05)


def say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()

"""Workers count under one seed, and nobody else can read it."""

import os
import pickle
from datetime import UTC, date, datetime
from multiprocessing import Pipe, get_context

import pytest
from granian.server import MPServer
from granian.wsgi import _callback_wrapper

from handrail.config.worker_start import Loader, Server
from handrail.web.limiting import daily_key

TARGET = "handrail.web.limiting.daily_key:daily_key"  # stands for the application: it is only loaded
TODAY = datetime.now(UTC).date()


@pytest.fixture
def loader(monkeypatch):
    monkeypatch.setattr(daily_key, "_key", None)
    made = Loader()
    made.make_seed()
    return made


@pytest.fixture
def server():
    made = Server(TARGET, interface="wsgi")
    made.loader = Loader()
    return made


def tell_key(loader, sender):
    key = loader(TARGET)(date(2100, 1, 1))
    sender.send((key, loader.seed, dict(os.environ)))


def test_workers_started_together_count_under_one_key_and_keep_no_seed(loader):
    told = []
    for _ in range(2):
        receiver, sender = Pipe(duplex=False)
        worker = get_context("fork").Process(target=tell_key, args=(loader, sender))
        worker.start()
        assert receiver.poll(30), "the worker told nothing"
        told.append(receiver.recv())
        worker.join()

    (first, first_seed, environment), (second, second_seed, _) = told
    assert (first, first_seed, second_seed) == (second, "", "")
    assert loader.seed.split()[1] not in "".join(environment.values())


def test_no_request_carries_the_seed(loader):
    seed, carried = loader.seed.split()[1], {}
    loader(TARGET)

    answer = _callback_wrapper(lambda environ, start: carried.update(environ) or [], {})
    answer(type("Proto", (), {"response_bytes": lambda *parts: None})(), {"PATH_INFO": "/"})

    assert "wsgi.version" in carried
    assert [name for name, value in carried.items() if seed in str(value)] == []


@pytest.mark.parametrize("method", ["_spawn_workers", "_respawn_workers"])
def test_parent_forgets_the_seed_once_the_workers_have_started(server, monkeypatch, method):
    handed = []
    monkeypatch.setattr(MPServer, method, lambda self: handed.append(pickle.loads(pickle.dumps(self.loader)).seed))

    getattr(server, method)()
    getattr(server, method)()

    assert [seed.split()[0] for seed in handed] == [TODAY.isoformat()] * 2
    assert handed[0] != handed[1]
    assert server.loader.seed == ""

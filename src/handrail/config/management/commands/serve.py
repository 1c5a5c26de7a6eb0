"""Serve the product with granian, the WSGI server, without an access log (S9)."""

import logging
import os
import socket
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from granian.constants import Interfaces
from granian.log import LogLevels

from handrail.config.log_lines import lines_config
from handrail.config.refusals import ServingRefused, check_may_serve
from handrail.config.worker_start import Server


class Command(BaseCommand):
    help = "Serve the product. Its log holds ids only: no path, no address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on; a proxy stands before it")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes, each with its own index")
        parser.add_argument("--threads", type=int, default=4, help="answers under way at once in each process")

    def handle(self, *, host: str, port: int, workers: int, threads: int, **options: object) -> None:
        try:
            check_may_serve()
        except ServingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if settings.DEMONSTRATION and not is_loopback(host):
            raise CommandError(f"A demonstration is served to this machine only, and --host is {host}.")
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            raise CommandError("The style sheets are not gathered yet. Run `handrail collectstatic` first.")
        if problem := listening_problem(host, port):
            raise CommandError(f"It cannot listen on {host}, port {port}: {problem}.")
        server(host=host, port=port, workers=workers, threads=threads).serve_counting()


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening_problem(host: str, port: int) -> str:
    """Asked beforehand, since the server answers a taken port with pages of its own stack."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError) as error:
        return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return ""


def server(*, host: str, port: int, workers: int, threads: int) -> Server:
    level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
    return Server(
        "handrail.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
        log_level=LogLevels.warning,  # its news are start and stop, which the operator sees anyway
        log_dictconfig=lines_config(level),
    )

"""Serving the application: one gunicorn worker with threads, waitress where gunicorn cannot run."""

import os
import signal
import socket
import sys
import threading
import webbrowser
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flask import Flask

import deepvision
from deepvision.api.app import create_app
from deepvision.api.services import Services
from deepvision.catalog.errors import CatalogError
from deepvision.settings import Settings

_CANNOT_LOAD = 4
"""gunicorn's exit status of a worker whose application does not load: it then stops instead of starting another."""

_MOST_SECONDS_OF_A_STEP = 10.0
"""What a job in work is given to end in."""


def serve(settings: Settings) -> int:
    """Serve until interrupted; return the exit status."""
    problem = port_problem(settings)
    if problem is not None:
        print(problem, file=sys.stderr)
        return 2
    settings = with_port(settings)
    print(f"DeepVisionVR {deepvision.__version__} is loading {', '.join(settings.network)} …", flush=True)
    if sys.platform == "win32":
        return _serve_with_waitress(settings)
    return _serve_with_gunicorn(settings)


def address(settings: Settings) -> str:
    """Return the address to open on this computer."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{settings.port}/" + (f"?token={quote(settings.token, safe='')}" if settings.token else "")


def announce(settings: Settings, services: Services) -> None:
    """Print what stands in the hall and where to open it."""
    for network in services.networks.values():
        weights = f"weights {network.weights}" if network.weights else "its own weights"
        state = weights if network.trained else "untrained: the results mean nothing"
        print(f"  {network.name}: {len(network.graph.nodes)} layers, {network.parameters:,} parameters, {state}")
    for dataset in services.datasets.values():
        print(f"  {dataset.name}: {len(dataset.pictures):,} pictures")
    print(f"Open {address(settings)}   (Ctrl-C ends)", flush=True)


def port_problem(settings: Settings) -> str | None:
    """Return why the server cannot listen where the settings want it to, or None."""
    try:
        _free_port(settings)
    except OSError as error:
        return (
            f"deepvision: cannot listen on {settings.host}, port {settings.port} ({error.strerror}). "
            "Another server may run there: end it, or choose another port with --port."
        )
    return None


def with_port(settings: Settings) -> Settings:
    """Return the settings with a port that is free if they leave it open (0)."""
    return settings if settings.port else replace(settings, port=_free_port(settings))


def _free_port(settings: Settings) -> int:
    """Return the port of the settings, or one that is free if they leave it open (0).

    Raises:
        OSError: nobody can listen there.
    """
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        if sys.platform != "win32":  # there it would also allow a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((settings.host, settings.port))
        return int(probe.getsockname()[1])


def _load(settings: Settings) -> Flask:
    try:
        app = create_app(settings)
    except CatalogError as error:
        print(f"deepvision: {error}", file=sys.stderr, flush=True)
        raise SystemExit(_CANNOT_LOAD) from error
    announce(settings, app.extensions["deepvision"])
    return app


def open_browser(settings: Settings) -> None:
    """Open a browser where there is a screen and the settings want one."""
    has_screen = sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if settings.browser and has_screen:
        webbrowser.open(address(settings))


def _serve_with_gunicorn(settings: Settings) -> int:
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            host = f"[{settings.host}]" if ":" in settings.host else settings.host
            options: dict[str, Any] = {
                "bind": f"{host}:{settings.port}",
                "workers": 1,  # one model in memory; loaded in the worker, as a convolution before a fork hangs it
                "worker_class": "gthread",
                "threads": settings.threads,
                "timeout": 600,  # loading may fetch weights
                "graceful_timeout": 2,
                "keepalive": 30,
                "loglevel": "warning",
                "post_worker_init": lambda worker: open_browser(settings) if worker.age == 1 else None,
                # Both: a second signal between the two would end the process before it comes to the other.
                "worker_int": lambda worker: _exit_undisturbed(getattr(worker, "wsgi", None)),
                "worker_exit": lambda arbiter, worker: _exit_undisturbed(getattr(worker, "wsgi", None)),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return _load(settings)

    try:
        Application().run()
    except SystemExit as stopped:
        return int(stopped.code or 0) if not isinstance(stopped.code, str) else 1
    return 0


def _exit_undisturbed(app: Flask | None) -> None:
    """A second signal while Python tidies up, or work going on, would end in a stack trace on the terminal.

    The master sends one as soon as Ctrl-C has reached both.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        # not SIG_IGN: a signal that has come, but is not handled yet, would be reported as lost in a race
        signal.signal(number, lambda *_: None)
    if app is not None:
        _end_work(app)


def _end_work(app: Flask) -> None:
    services: Services = app.extensions["deepvision"]
    services.close(_MOST_SECONDS_OF_A_STEP)


def serve_in_background(app: Flask, settings: Settings) -> None:
    """Begin to serve in threads of this process, which end with it."""
    import waitress

    server = waitress.create_server(app, host=settings.host, port=settings.port, threads=settings.threads)
    threading.Thread(target=server.run, name="serve", daemon=True).start()


def _serve_with_waitress(settings: Settings) -> int:
    import waitress

    try:
        app = _load(settings)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    open_browser(settings)
    try:
        waitress.serve(app, host=settings.host, port=settings.port, threads=settings.threads, _quiet=True)
    finally:
        _end_work(app)
    return 0

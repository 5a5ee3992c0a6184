"""Who may ask: only pages of this server, under its own names, with the token where there is one."""

import hmac
import ipaddress
import socket
from urllib.parse import urlsplit

from flask import Flask, Request, Response, redirect, request

from deepvision.api.errors import ApiError
from deepvision.settings import LOCAL_HOSTS, Settings

COOKIE = "deepvision_token"


def register(app: Flask, settings: Settings) -> None:
    """Refuse a foreign Host (a rebound name), a foreign Origin (another site's page), and a missing token."""

    def check() -> Response | None:
        _check_host(request, settings)
        _check_origin(request)
        return _check_token(request, settings)

    app.before_request(check)


def _check_host(asked: Request, settings: Settings) -> None:
    name = _host_name(asked.headers.get("Host", ""))
    allowed = {*LOCAL_HOSTS, settings.host.lower(), *map(str.lower, settings.allow_host)}
    listens_everywhere = settings.host in ("0.0.0.0", "::")
    if name in allowed or (listens_everywhere and (_is_address(name) or name == socket.gethostname().lower())):
        return
    raise ApiError(
        403,
        "host-foreign",
        "Unknown host",
        f"This server answers under {', '.join(sorted(allowed))}, and was asked as {asked.headers.get('Host', '')!r}. "
        "Start it with --allow-host NAME to let it be reached under another name.",
    )


def _check_origin(asked: Request) -> None:
    origin = asked.headers.get("Origin")
    if origin is not None and _place(origin) != asked.headers.get("Host", ""):
        raise ApiError(
            403,
            "origin-foreign",
            "Another site's page",
            f"Only pages of this server may use it, and the request came from {origin}.",
        )


def _check_token(asked: Request, settings: Settings) -> Response | None:
    if settings.token is None:
        return None
    offered = asked.args.get("token")
    if offered is not None and _equal(offered, settings.token) and asked.path == "/":
        answer: Response = redirect("./")  # type: ignore[assignment]  # the token leaves the address bar
        answer.set_cookie(COOKIE, settings.token, httponly=True, samesite="Strict")
        return answer
    bearer = asked.headers.get("Authorization", "").removeprefix("Bearer ")
    if any(_equal(given, settings.token) for given in (bearer, asked.cookies.get(COOKIE, ""))):
        return None
    raise ApiError(
        401,
        "token-missing",
        "Token needed",
        "This server was started with --token. Open its address with ?token=…, or send it as a bearer token.",
    )


def _equal(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # half an IPv6 address
        return ""


def _place(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

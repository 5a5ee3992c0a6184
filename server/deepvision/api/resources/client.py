"""The browser client: static files that the build put into ``api/static``."""

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

STATIC = Path(__file__).parents[1] / "static"
_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>DeepVisionVR</title>
<body style="background:#1B1E24;color:#eee;font:16px/1.5 sans-serif;padding:3em">
<h1>The browser client is not built</h1><p>The server runs. Build the client with <code>make client</code>,
then reload this page.</p>"""
# Windows' registry may say otherwise, and browsers refuse modules of another type.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


def blueprint() -> Blueprint:
    """Return the routes of the page and its files."""
    routes = Blueprint("client", __name__)

    @routes.get("/")
    def index() -> Response:
        if not (STATIC / "index.html").is_file():
            return Response(_NOT_BUILT, 503, content_type="text/html; charset=utf-8")
        return _file("index.html")

    @routes.get("/<path:name>")
    def file(name: str) -> Response:
        return _file(name)

    return routes


def _file(name: str) -> Response:
    response = send_from_directory(STATIC, name, conditional=True, etag=True, mimetype=_TYPES.get(Path(name).suffix))
    response.headers["Cache-Control"] = "no-cache"
    return response

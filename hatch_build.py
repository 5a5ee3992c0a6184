"""Refuse to pack a wheel or a source archive without the built browser client: it would show an empty page."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RequireClient(BuildHookInterface[Any]):
    """Runs before each build; an editable install may come before the client is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise when ``api/static`` holds no built client."""
        page = Path(self.root) / "server" / "deepvision" / "api" / "static" / "index.html"
        if version != "editable" and not page.is_file():
            raise RuntimeError("The browser client is not built. Run: make client")

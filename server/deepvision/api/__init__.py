"""The HTTP interface: Flask, one blueprint per resource, one shape for every error."""

from deepvision.api.app import create_app

__all__ = ["create_app"]

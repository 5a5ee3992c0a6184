"""``datasets``: pictures one can pick."""

import logging

from flask import Blueprint, Response, request

from deepvision.api.errors import ApiError
from deepvision.api.operation import Operation, Parameter, operation, reply
from deepvision.api.schemas import DatasetImage, DatasetImages, Datasets, DatasetSummary
from deepvision.api.services import Services
from deepvision.catalog.errors import CatalogError

MAX_LIMIT = 100
log = logging.getLogger(__name__)


def blueprint(services: Services) -> Blueprint:
    """Return the routes of data sets."""
    routes = Blueprint("datasets", __name__)

    @routes.get("/datasets")
    @operation(Operation("Every data set; the first is the default", Datasets))
    def datasets() -> Response:
        listed = [
            DatasetSummary(id=d.id, name=d.name, count=len(d.pictures), class_names=d.class_names)
            for d in services.datasets.values()
        ]
        return reply(Datasets(datasets=listed))

    @routes.get("/datasets/<dataset>/images")
    @operation(
        Operation(
            "A page of a data set, without those of its pictures that cannot be made",
            DatasetImages,
            query=(
                Parameter("offset", {"type": "integer", "minimum": 0, "default": 0}, "number of the first picture"),
                Parameter("limit", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": 20}, "how many"),
            ),
            problems={404: "unknown data set", 422: "offset or limit out of range"},
        )
    )
    def images(dataset: str) -> Response:
        if dataset not in services.datasets:
            there = ", ".join(services.datasets)
            raise ApiError(404, "dataset-unknown", "Unknown data set", f"There is no {dataset!r}. There is: {there}.")
        found = services.datasets[dataset]
        offset, limit = whole_number("offset", 0, 0, 10**9), whole_number("limit", 20, 1, MAX_LIMIT)
        total = len(found.pictures)
        entries = []
        for index in range(min(offset, total), min(offset + limit, total)):
            try:
                _, label = found.picture(index)
            except CatalogError as error:  # one damaged file is no reason to hide the others
                log.warning("left out: %s", error)
                continue
            name = found.class_name(label) or str(label)
            entries.append(DatasetImage(image=f"{found.id}:{index}", label=label, class_name=name))
        return reply(DatasetImages(total=total, offset=offset, images=entries))

    return routes


def whole_number(name: str, default: int, low: int, high: int) -> int:
    """Return a query parameter as a number from ``low`` to ``high``.

    Raises:
        ApiError: 422 for anything else.
    """
    text = request.args.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and low <= int(text) <= high):
        raise ApiError(
            422, "query-invalid", f"{name} is out of range", f"Expected {name} from {low} to {high}, got {text!r}."
        )
    return int(text)

"""``jobs`` and ``events``: how far long work is, and stopping it."""

import math
import time
from collections.abc import Iterator

from flask import Blueprint, Response, request

from deepvision.api.errors import ApiError
from deepvision.api.operation import Operation, Parameter, operation, reply
from deepvision.api.picture_store import generated_id
from deepvision.api.schemas import Job, JobItem, Jobs
from deepvision.api.services import Services
from deepvision.jobs import Item, Work
from deepvision.jobs import Job as QueuedJob

EVENTS = "text/event-stream"
_HEARTBEAT_SECONDS = 15.0
_SLOWEST_SECONDS = 1.0
"""Between two events of a job that goes on: its time left changes although nothing else does."""


def blueprint(services: Services) -> Blueprint:
    """Return the routes of jobs."""
    routes = Blueprint("jobs", __name__)

    @routes.get("/jobs")
    @operation(Operation("The jobs that are not over, the next one first", Jobs))
    def jobs() -> Response:
        return reply(Jobs(jobs=[shown(services, job) for job in services.jobs.active()]))

    @routes.get("/jobs/<job>")
    @operation(Operation("How far a job is", Job, problems={404: "unknown job"}))
    def job(job: str) -> Response:
        return reply(shown(services, find_job(services, job)))

    @routes.delete("/jobs/<job>")
    @operation(Operation("Stop a job within a step; what it has made stays", Job, problems={404: "unknown job"}))
    def cancel(job: str) -> Response:
        found = find_job(services, job)
        services.jobs.cancel(found.id)
        return reply(shown(services, found))

    @routes.get("/events")
    @operation(
        Operation(
            "Jobs as they go on: server-sent events, each a job with the items that are new",
            EVENTS,
            query=(Parameter("jobs", {"type": "string"}, "ids, separated by commas"),),
            problems={404: "unknown job"},
        )
    )
    def events() -> Response:
        names = [name for name in request.args.get("jobs", "").split(",") if name]
        watched = [find_job(services, name) for name in dict.fromkeys(names)]
        return Response(
            _told(services, watched),
            content_type=EVENTS,
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )

    return routes


def find_job(services: Services, identity: str) -> QueuedJob:
    """Return a job by its id.

    Raises:
        ApiError: 404 ``job-unknown``.
    """
    found = services.jobs.get(identity)
    if found is None:
        raise ApiError(
            404,
            "job-unknown",
            "Unknown job",
            f"The server knows no job {identity!r} (any more). What it made is kept: ask for it again.",
        )
    return found


def shown(services: Services, job: QueuedJob, since: int = -1) -> Job:
    """Return a job as clients see it, with the items that have come after a version."""
    _, items = services.jobs.snapshot(job)
    return Job(
        id=job.id,
        network=job.work.network,
        layer=job.work.layer,
        state=job.state,
        done=job.done,
        total=len(job.channels),
        eta=job.eta(),
        place=services.jobs.place(job),
        message=job.message,
        items=[item_shown(services, job.work, item) for item in items if item.version > since],
    )


def item_shown(services: Services, work: Work, item: Item) -> JobItem:
    """Return a picture of a job as clients see it."""
    result = item.result
    reached = None if result is None else result.activation
    return JobItem(
        channel=item.channel,
        image=generated_id(item.picture),
        activation=reached,
        partial=result is None,
        relative=None if reached is None else _relative(services, work, item.channel, reached),
        verdict=None if result is None else result.verdict,
        robustness=None if result is None else result.robustness,
        rank=None if result is None else result.rank,
        objective=work.objective,
    )


def _relative(services: Services, work: Work, channel: int, reached: float) -> float | None:
    evidence = services.evidence.known(work.network)
    if evidence is None or work.layer not in evidence.layers:
        return None
    found = evidence.layers[work.layer]
    largest = float(found.means[channel] if work.objective == "mean" else found.values[channel, 0])
    return reached / largest if largest > 0 and math.isfinite(reached / largest) else None


def _told(services: Services, jobs: list[QueuedJob]) -> Iterator[str]:
    seen = {job.id: -1 for job in jobs}
    told_at = time.monotonic()
    yield ": connected\n\n"
    while True:
        over = all(job.is_over for job in jobs)
        for job in jobs:
            version = job.version
            running = not job.is_over and time.monotonic() - told_at >= _SLOWEST_SECONDS
            if version != seen[job.id] or running:
                yield f"event: job\ndata: {shown(services, job, seen[job.id]).model_dump_json()}\n\n"
                seen[job.id] = version
                told_at = time.monotonic()
        if over:
            return
        if time.monotonic() - told_at >= _HEARTBEAT_SECONDS:
            yield ": still here\n\n"
            told_at = time.monotonic()
        services.jobs.wait(dict(seen), _SLOWEST_SECONDS)

"""Long work: what is asked for, what is done first, what is kept."""

from deepvision.jobs.chore import Chore
from deepvision.jobs.evidence_keeper import EvidenceKeeper, Shown, gathered
from deepvision.jobs.evidence_store import EvidenceStore, NetworkEvidence
from deepvision.jobs.executor import Executor, Finished, LocalExecutor, Stepped
from deepvision.jobs.job import Item, Job
from deepvision.jobs.queue import JobQueue
from deepvision.jobs.ray_executor import RayExecutor
from deepvision.jobs.result_store import ResultStore, StoredResult
from deepvision.jobs.shelf import Shelf
from deepvision.jobs.work import Start, Work

__all__ = [
    "Chore",
    "EvidenceKeeper",
    "EvidenceStore",
    "Executor",
    "Finished",
    "Item",
    "Job",
    "JobQueue",
    "LocalExecutor",
    "NetworkEvidence",
    "RayExecutor",
    "ResultStore",
    "Shelf",
    "Shown",
    "Start",
    "Stepped",
    "StoredResult",
    "Work",
    "gathered",
]

"""Long work: what is asked for, what is done first, what is kept."""

from deepvision.jobs.executor import Executor, Finished, LocalExecutor, Stepped
from deepvision.jobs.job import Item, Job
from deepvision.jobs.queue import JobQueue
from deepvision.jobs.result_store import ResultStore, StoredResult
from deepvision.jobs.work import Start, Work

__all__ = [
    "Executor",
    "Finished",
    "Item",
    "Job",
    "JobQueue",
    "LocalExecutor",
    "ResultStore",
    "Start",
    "Stepped",
    "StoredResult",
    "Work",
]

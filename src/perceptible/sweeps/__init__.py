"""Many trainings: which ones, where they are made, and what they came to; whatever happens on the way."""

from perceptible.sweeps.axes import AXES
from perceptible.sweeps.dask_cluster import DaskCluster
from perceptible.sweeps.enumeration import choices, jobs
from perceptible.sweeps.job import Job, job_id
from perceptible.sweeps.outcomes import Outcome
from perceptible.sweeps.processes import Processes
from perceptible.sweeps.ranges import Range
from perceptible.sweeps.ray_cluster import RayCluster
from perceptible.sweeps.rows import Row, train_job
from perceptible.sweeps.runner import run_jobs
from perceptible.sweeps.summary import SettingSummary, Spread, choice_words, summarize, value_words
from perceptible.sweeps.sweep import Sweep
from perceptible.sweeps.trainings import run_sweep
from perceptible.sweeps.workers import Pool, Serial, Workers

__all__ = [
    "AXES",
    "DaskCluster",
    "Job",
    "Outcome",
    "Pool",
    "Processes",
    "Range",
    "RayCluster",
    "Row",
    "Serial",
    "SettingSummary",
    "Spread",
    "Sweep",
    "Workers",
    "choice_words",
    "choices",
    "job_id",
    "jobs",
    "run_jobs",
    "run_sweep",
    "summarize",
    "train_job",
    "value_words",
]

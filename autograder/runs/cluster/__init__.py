"""Graders on a Dask cluster that is there already: Dask carries submissions to its workers and grades back.

A worker keeps a grader process for each of its threads, a new one for every run: so no run sees the modules of
another, and neither tests nor submissions run in the worker itself. The bytes of a submission travel with it; the kit
does not, and a worker whose kit differs refuses. Each grade is saved in a shared folder before it is sent: a worker
that dies later costs nothing. There also stands what was begun and not ended, so that a submission which stops its
workers is given up. What travels is JSON text.
"""

from __future__ import annotations

from autograder.runs.cluster.client import ClusterPool
from autograder.runs.cluster.rules import WorkerRules

__all__ = ["ClusterPool", "WorkerRules"]

"""One document per row: everything is checked and named first, then the files are written."""

from vanban.batch.allocation import Allocation
from vanban.batch.planning import BatchPlan, PlannedFile, Written, plan_batch
from vanban.batch.writing import write_whole

__all__ = ["Allocation", "BatchPlan", "PlannedFile", "Written", "plan_batch", "write_whole"]

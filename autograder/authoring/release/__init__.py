"""What students get: a folder and a zip of an assignment, proved to give nothing away and to work by themselves."""

from autograder.authoring.release.write import Released, release

__all__ = ["Released", "release"]

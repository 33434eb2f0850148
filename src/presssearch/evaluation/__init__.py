"""How well releases are read: labelled releases -> scores. `evaluate` is the entrance; it changes nothing."""

from presssearch.evaluation.run import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]

"""How well releases are read: labelled releases -> scores. `evaluate` is the entrance; it changes nothing."""

from presssearch.evaluation.evaluate import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]

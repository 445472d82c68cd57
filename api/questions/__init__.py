"""Hand-written roots: each a Cypher head with declared columns; what is selected is appended."""

from __future__ import annotations

from api.questions.help import HELP
from api.questions.question import Question

QUESTIONS: tuple[Question, ...] = (HELP,)

__all__ = ["QUESTIONS", "Question"]

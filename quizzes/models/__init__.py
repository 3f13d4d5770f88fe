from quizzes.models.attempts import Attempt, Response
from quizzes.models.bank import Category, Objective, Question, QuestionVersion
from quizzes.models.quizzes import PoolRow, Quiz, QuizDraw, QuizEdition

__all__ = [
    "Attempt",
    "Category",
    "Objective",
    "PoolRow",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizDraw",
    "QuizEdition",
    "Response",
]

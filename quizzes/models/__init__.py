from quizzes.models.attempts import Attempt, Response
from quizzes.models.bank import Objective, Question, QuestionVersion
from quizzes.models.categories import Category
from quizzes.models.draws import QuizDraw
from quizzes.models.editions import PoolRow, QuizEdition
from quizzes.models.flags import Flag
from quizzes.models.markings import Marking
from quizzes.models.quizzes import Quiz, ScoreBand
from quizzes.models.regrades import Regrade, RegradedAttempt
from quizzes.models.reports import ItemReport, QuizReport
from quizzes.models.totals import AnswerTotal

__all__ = [
    "AnswerTotal",
    "Attempt",
    "Category",
    "Flag",
    "ItemReport",
    "Marking",
    "Objective",
    "PoolRow",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizDraw",
    "QuizEdition",
    "QuizReport",
    "Regrade",
    "RegradedAttempt",
    "Response",
    "ScoreBand",
]

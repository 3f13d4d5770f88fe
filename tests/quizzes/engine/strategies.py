"""Valid questions of each type and the answers that learners may give: one entry per type."""

from tests.quizzes.engine.samples.choices import CHOICES
from tests.quizzes.engine.samples.messages import MESSAGES
from tests.quizzes.engine.samples.rows import ROWS
from tests.quizzes.engine.samples.written import WRITTEN

SAMPLES = CHOICES | ROWS | WRITTEN | MESSAGES

from courses.assignments.models.assignments import Assignment, Figures, OwnDay
from courses.assignments.models.completing import Fulfilment, SharedCompletion
from courses.assignments.models.reminders import NoReminders, Reminder
from courses.assignments.models.sessions import Session

__all__ = [
    "Assignment",
    "Figures",
    "Fulfilment",
    "NoReminders",
    "OwnDay",
    "Reminder",
    "Session",
    "SharedCompletion",
]

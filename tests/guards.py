"""What the house forbids, made impossible in tests; what they need not wait for, left out."""

import re

from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
MAY_WRITE_ON_GET = ("/cms/", "/compte/")


class WriteOnGet(AssertionError):
    """A page wrote to the database while it was only being read."""


def refuse_writes(execute, sql, params, many, context):
    if WRITES.match(sql):
        raise WriteOnGet(sql)
    return execute(sql, params, many, context)


class ReadOnlyGetMiddleware:
    """Makes a GET that writes fail, in every test that goes through a view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "GET" or request.path.startswith(MAY_WRITE_ON_GET):
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)


class ImmediateTasks(ImmediateBackend):
    """Runs a job where it is asked for; those of the indexes only for tests with `indexes`.

    Each save asks for two of them: they took two fifths of the time of the tests that save.
    """

    keeps_indexes = False
    INDEXING = {
        "modelsearch.tasks.insert_or_update_object_task",
        "wagtail.tasks.update_reference_index_task",
    }

    def enqueue(self, task, args, kwargs):
        if self.keeps_indexes or task.module_path not in self.INDEXING:
            return super().enqueue(task, args, kwargs)
        return None

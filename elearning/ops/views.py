from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


@require_safe
@never_cache
def healthz(request):
    """Say that the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Say whether the service can serve, naming what is missing, with 503 when something is."""
    faults = [
        name
        for name, works in (("database", _database_works), ("cache", _cache_works))
        if not works()
    ]
    return JsonResponse({"faults": faults}, status=503 if faults else 200)


def _database_works() -> bool:
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return False
    return True


def _cache_works() -> bool:
    try:
        cache.set("readyz", "ok", 10)
        return cache.get("readyz") == "ok"
    except (OSError, RedisError):
        return False

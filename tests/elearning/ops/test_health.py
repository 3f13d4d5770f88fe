import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from redis.exceptions import ConnectionError as RedisIsDown


def test_a_living_process_says_so_without_the_database_or_the_cache(client, monkeypatch):
    for method in ("add", "get", "set"):
        monkeypatch.setattr(cache, method, None)

    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_service_that_can_serve_is_ready(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"faults": []})


@pytest.mark.django_db
def test_a_missing_database_is_named(client, monkeypatch):
    def fail(*args):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", fail)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"faults": ["database"]})


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [RedisIsDown("gone"), PermissionError("read-only disk")])
def test_a_missing_cache_is_named(client, monkeypatch, fault):
    def fail(*args, **kwargs):
        raise fault

    for method in ("add", "get", "set"):
        monkeypatch.setattr(cache, method, fail)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"faults": ["cache"]})


@pytest.mark.django_db
def test_a_cache_that_forgets_is_named(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)

    assert client.get("/readyz").json() == {"faults": ["cache"]}


@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_health_is_only_read(client, url):
    assert client.post(url).status_code == 405

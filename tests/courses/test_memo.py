"""What to keep of a module stands on a page to print, when there is something to keep."""

import pytest

from tests.factories import make_module

pytestmark = pytest.mark.django_db

MEMO = [{"type": "section", "value": {"title": "À garder", "text": "<p>Un par compte.</p>"}}]


def test_the_module_leads_to_its_memo(client):
    module = make_module(memo=MEMO)
    assert f'href="{module.memo_url}"' in client.get(module.url).content.decode()
    assert "Un par compte." in client.get(module.memo_url).content.decode()


def test_a_module_without_memo_has_no_such_page(client):
    module = make_module()
    assert module.memo_url == ""
    assert "memo/" not in client.get(module.url).content.decode()
    assert client.get(f"{module.url}memo/").status_code == 404


def test_a_memo_is_a_public_page_like_another(client):
    response = client.get(make_module(memo=MEMO).memo_url)
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies

"""A real site for a real browser: what `make demo` serves, in a folder of its own."""

import functools
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.site import ROOT, free_port, served_demo

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
AT_REST = """() => Promise.allSettled(
    document.getAnimations()
        .filter(animation => animation.effect.getComputedTiming().endTime < Infinity)
        .map(animation => animation.finished)
)"""
PHONE = {"width": 360, "height": 640}

expect.set_options(timeout=20_000)  # milliseconds; a loaded machine is slow, not wrong


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def data_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="package")
def issuer_port():
    """Where the site expects an identity provider, which runs only for the test that needs it."""
    return free_port()


@pytest.fixture(scope="package")
def base_url(data_folder, issuer_port):
    """Serve the demonstration on a free port and return its address."""
    provider = {
        "OIDC_PROVIDERS": "agents",
        "OIDC_AGENTS_NAME": "Agents publics",
        "OIDC_AGENTS_ISSUER": f"http://127.0.0.1:{issuer_port}",
        "OIDC_AGENTS_CLIENT_ID": "formation",
        "OIDC_AGENTS_CLIENT_SECRET": "secret-formation",
        "OIDC_AGENTS_SCOPE": "openid given_name usual_name email",
        "OIDC_AGENTS_FAMILY_NAME": "usual_name",
        "OIDC_AGENTS_ACR_VALUES": "eidas2",
        "OIDC_AGENTS_VERIFIED_ACR": "eidas2",
    }
    with served_demo(data_folder, **provider) as url:
        yield url


@pytest.fixture(scope="package")
def browser():
    """Chromium, for this folder only: Playwright's loop would hide the database from the others."""
    names = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, names)), None),
            args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, base_url):
    """Return a page of a browser that no one has used before, with the options given."""

    def new_page(**options):
        options = {"base_url": base_url, "viewport": PHONE, "locale": "fr-FR"} | options
        return browser.new_context(**options).new_page()

    yield new_page
    for context in browser.contexts:
        context.close()


@pytest.fixture
def page(new_page, base_url):
    """A page that fails the test when the console speaks or another site is asked anything."""
    page = new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((base_url, "data:", "blob:"))
            or faults.append(f"third party: {request.url}")
        ),
    )
    yield page
    assert faults == []


@pytest.fixture
def plain_page(new_page):
    """A page without JavaScript."""
    page = new_page(java_script_enabled=False)
    page.goto("/")
    return page


@functools.cache
def axe_source() -> str:
    if not AXE.exists():
        pytest.fail("axe-core is missing: run `npm ci --ignore-scripts` (Node is needed)")
    return AXE.read_text()


@pytest.fixture
def check_accessible():
    """Run axe on the page once nothing moves; any violation fails, with what and where."""

    def check_accessible(page):
        page.evaluate(AT_REST)  # half faded in, a message has less contrast than it will have
        page.evaluate(axe_source())
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
        )
        violations = [
            (violation["id"], [node["html"] for node in violation["nodes"]])
            for violation in found["violations"]
        ]
        assert violations == [], page.url

    return check_accessible


@pytest.fixture
def check_fits():
    """Nothing overflows sideways, at 320 px either."""

    def check_fits(page):
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
        page.set_viewport_size(PHONE)

    return check_fits

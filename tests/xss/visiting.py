"""Opens pages that the tests rendered in Chromium, by itself: Playwright's loop and a database do
not share a process. Reads a JSON file of pages, prints what ran in them.
"""

import json
import mimetypes
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

WATCH = """
window.seen = {ran: 0, refused: []};
window.fired = () => { window.seen.ran += 1; };
document.addEventListener("securitypolicyviolation", event =>
    window.seen.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
# What would run at a click, a key or a second visit, though nothing ran by itself.
WAITING = """() => [...document.querySelectorAll("*")].filter(element =>
    [...element.attributes].some(({name, value}) =>
        (/^on/i.test(name) && value.includes("fired")) || name === "srcdoc" ||
        (/^(href|src|action|formaction|data|xlink:href)$/i.test(name) &&
            /^[\\s\\x00-\\x20]*(javascript|vbscript|data:text)/i.test(value)))
    || (element.matches("base, meta[http-equiv], style, script:not([type$=json])")
        && element.outerHTML.includes("fired"))
).map(element => element.outerHTML.slice(0, 200))"""


class Server:
    """Answers with the pages rendered, with files of ours, and with nothing else."""

    def __init__(self, pages: dict, folders: list[str]):
        self.pages, self.folders = pages, folders

    def __call__(self, route):
        address = urlsplit(route.request.url)
        here = address.path + (f"?{address.query}" if address.query else "")
        if address.netloc != "testserver" or route.request.method != "GET":
            return route.fulfill(status=404)
        if here in self.pages:
            return route.fulfill(status=200, **self.pages[here])
        name = address.path.removeprefix("/static/")
        found = next((path for path in self._paths(name) if path.is_file()), None)
        if found is None:
            return route.fulfill(status=404)
        return route.fulfill(path=found, content_type=mimetypes.guess_type(name)[0])

    def _paths(self, name):
        return (Path(folder, name) for folder in self.folders)


def visit(given: dict) -> list[dict]:
    names = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, names)), None),
            args=["--no-sandbox", "--disable-background-networking", "--disable-sync"],
        )
        context = browser.new_context(service_workers="block")
        context.add_init_script(WATCH)
        context.route("**/*", Server(given["pages"], given["folders"]))
        page = context.new_page()
        return [_open(page, url) for url in given["pages"]]


def _open(page, url) -> dict:
    page.goto(f"http://testserver{url}")
    page.wait_for_timeout(50)  # milliseconds: what fails to load says so
    seen = page.evaluate("window.seen")
    return {"url": url, "waiting": page.evaluate(WAITING), **seen}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(visit(json.loads(Path(sys.argv[1]).read_text()))))

"""How soon a question is seen and reacts, in Chromium on a poor link and a slow phone. Printed, not asserted."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import ARGUMENTS, CHROMIUM

VISITS = 9
LINK = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWED = {"rate": 4}
SETTLES_MS = 1500

# What the browser itself notes of a page, the page's own policy notwithstanding.
OBSERVE = """
window.noted = {paint: 0, shift: 0, interaction: 0};
const note = (type, take, more) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
note('largest-contentful-paint', (entry) => { noted.paint = entry.startTime; });
note('layout-shift', (entry) => { if (!entry.hadRecentInput) noted.shift += entry.value; });
note('event', (entry) => { if (entry.interactionId) noted.interaction = Math.max(noted.interaction, entry.duration); },
  {durationThreshold: 16});
"""


@dataclass(frozen=True)
class Figure:
    """One figure of a visit, by its name in `noted`; `goal` is the most that it should be."""

    name: str
    words: str
    goal: float


FIGURES = (
    Figure("paint", "largest contentful paint, ms", 1800),
    Figure("interaction", "interaction to next paint, ms", 100),
    Figure("shift", "layout shift", 0.02),
)


def measure_in_browser(port: int, session: str, paths: list[str]) -> Iterator[str]:
    """Visit each question cold, choose or type an answer and check it. Yield a line for each figure."""
    if CHROMIUM is None:
        yield "skipped: the figures of a browser, for Chromium is not found"
        return
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        visits = [visit(browser, f"http://127.0.0.1:{port}", session, path) for path in paths]
        browser.close()
    yield f"\nA cold visit to a question, 400 kbit/s, 400 ms, CPU slowed four times: median of {len(visits)}"
    for figure in FIGURES:
        median = statistics.median(one[figure.name] for one in visits)
        verdict = "holds" if median <= figure.goal else f"over by {median - figure.goal:g}"
        yield f"{figure.words:32}{median:9.4g}{figure.goal:9g}  {verdict}"


def visit(browser: Browser, address: str, session: str, path: str) -> dict[str, float]:
    """What one visit noted, in a browser that has nothing of the site yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    link = context.new_cdp_session(page)
    link.send("Network.enable")
    link.send("Network.emulateNetworkConditions", LINK)
    link.send("Emulation.setCPUThrottlingRate", SLOWED)
    page.add_init_script(OBSERVE)
    page.goto(f"{address}{path}", wait_until="networkidle")
    answer(page)
    page.wait_for_timeout(SETTLES_MS)
    noted: dict[str, float] = page.evaluate("noted")
    context.close()
    return noted


def answer(page: Page) -> None:
    """Choose the first option, or type something, and check it."""
    options = page.locator("form[data-question] label.option")
    if options.count():
        options.first.click()
    elif page.locator("form[data-question] [name=text]").count():
        page.locator("form[data-question] [name=text]").first.press("x")
    page.get_by_role("button", name="Check answer").click()

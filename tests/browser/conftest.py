"""Chromium without a window, and the auditor of accessibility: what these tests need, and how to get it when it is not
there. Nothing is skipped: a page that was not opened is a page that was not tested."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from driven_page import DrivenPage


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: apt-get install {package}", pytrace=False)
    return found


@pytest.fixture(scope="session")
def auditor() -> str:
    """The source of axe-core."""
    path = os.environ.get("AXE_CORE")
    if not path or not Path(path).is_file():
        pytest.fail("AXE_CORE names no file: npm pack axe-core, and give the path of its axe.min.js", pytrace=False)
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """One browser for all the tests; each starts from a page of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = _program("chromium", "chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=fr", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(_program("chromedriver", "chromium-driver")))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> Iterator[DrivenPage]:
    """The browser at its first state. When the test ends, its console must be empty."""
    page = DrivenPage(chromium)
    page.reset()
    yield page
    assert page.console() == []

"""A page as a person meets it: what it shows, what is typed and clicked, what it asks of the network."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement

PATIENCE = 15.0
SERIOUS = ("serious", "critical")


class DrivenPage:
    """Chromium, in the words of the tests."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def reset(self) -> None:
        """A desktop, in light colours, on an empty page, with nothing in the logs."""
        self.driver.switch_to.default_content()
        self.driver.get("about:blank")
        self.size(1280, 900)
        self.media()
        self.driver.get_log("browser")
        self.driver.get_log("performance")

    def size(self, width: int, height: int, touch: bool = False) -> None:
        """The screen."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, kind: str = "", **features: str) -> None:
        """What the reader asked of the browser: `print`, or `prefers_color_scheme="dark"`."""
        asked = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": asked})

    def open(self, address: str) -> None:
        """Go to a page."""
        self.driver.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of some JavaScript."""
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        """The only element that matches."""
        (found,) = self.all(selector)
        return found

    def all(self, selector: str) -> list[WebElement]:
        """Every element that matches."""
        return self.driver.find_elements("css selector", selector)

    def text(self, selector: str) -> str:
        """What an element shows."""
        return str(self.one(selector).text)

    def wait(self, what: Callable[[], Any]) -> Any:
        """The first true value, asked for again and again."""
        end = time.monotonic() + PATIENCE
        while not (found := _tried(what)):
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)
        return found

    def press(self, *keys: str) -> None:
        """Keys, sent to whatever has the focus."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def click_at(self, x: float, y: float) -> None:
        """A click of the mouse at a place of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> None:
        """What a mouse does: mousePressed, mouseMoved, mouseReleased, mouseWheel."""
        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        """What fingers do: touchStart, touchMove, touchEnd."""
        places = [{"x": x, "y": y, "id": rank} for rank, (x, y) in enumerate(points)]
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    @property
    def focused(self) -> WebElement:
        """What the keyboard is on."""
        return self.driver.switch_to.active_element

    def console(self) -> list[str]:
        """Errors and warnings."""
        return [line["message"] for line in self.driver.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]

    def requests(self) -> list[str]:
        """Addresses asked for since the last reset, but for those inside the page and those its policy stopped."""
        messages = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]
        failed = [m["params"] for m in messages if m["method"] == "Network.loadingFailed"]
        stopped = {each["requestId"] for each in failed if each.get("blockedReason") == "csp"}
        sent = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        asked = [each["request"]["url"] for each in sent if each["requestId"] not in stopped]
        return [address for address in asked if urlsplit(address).scheme not in ("data", "blob", "about")]

    def violations(self, auditor: str) -> list[str]:
        """What axe-core finds serious or critical: rule and place. A page's policy does not hold for its driver."""
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": auditor})
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(done, (error) => done({error: String(error)}));"
        )
        assert "error" not in found, found["error"]
        assert len(found["passes"]) > 5, "the audit looked at nothing"
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            if violation["impact"] in SERIOUS
            for node in violation["nodes"]
        ]


def _tried(what: Callable[[], Any]) -> Any:
    """A page that is being redrawn may take an element away while it is read: the next try finds the new one."""
    from selenium.common.exceptions import StaleElementReferenceException

    try:
        return what()
    except (StaleElementReferenceException, ValueError):
        return None

"""The page of `cit preview` in Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from driven_page import DrivenPage
from running_cit import EXAMPLES, write_territory
from test_preview import Running, start, stop


@pytest.fixture
def valley(tmp_path: Path) -> Iterator[tuple[Path, Running]]:
    """The example, to write in."""
    folder = tmp_path / "vallee"
    shutil.copytree(EXAMPLES / "vallee-fictive", folder)
    running = start(folder)
    yield folder, running
    stop(running)


def opened(browser: DrivenPage, running: Running) -> None:
    browser.open(running.address)
    browser.wait(lambda: browser.text("#status").startswith(("À jour", "Up to date")))


def choose(browser: DrivenPage, label: str, rank: int = 0) -> None:
    """Click on an entry of the contents."""
    browser.run("for (const each of document.querySelectorAll('nav details')) each.open = true")
    entries = [entry for entry in browser.all("nav button") if entry.text.startswith(label)]
    entries[rank].click()


def sheets(browser: DrivenPage) -> list[str]:
    """The pages shown, once they are all drawn."""
    ready = "return [...document.querySelectorAll('.sheet')].every((i) => i.complete && i.naturalWidth > 100)"
    browser.wait(lambda: browser.all(".sheet") and browser.run(ready))
    return [str(image.get_attribute("src")) for image in browser.all(".sheet")]


def test_the_first_document_is_shown_page_by_page(browser: DrivenPage, valley: tuple[Path, Running]) -> None:
    opened(browser, valley[1])
    assert browser.text("h1") == "Une coopérative pour la vallée"
    assert len(sheets(browser)) > 3
    assert browser.all(".sheet")[1].get_attribute("alt").startswith("Diagnostic partagé, page 2 sur ")
    assert not browser.one("#internal").is_displayed()


def test_a_file_saved_is_shown_at_once_and_the_place_in_the_text_is_kept(
    browser: DrivenPage, valley: tuple[Path, Running]
) -> None:
    folder, running = valley
    opened(browser, running)
    choose(browser, "Fiche", 1)
    before = sheets(browser)
    next(button for button in browser.all(".tools button") if button.text == "Texte").click()
    inside = (
        "const page = document.querySelector('iframe')?.contentWindow; return page?.document.readyState === 'complete'"
    )
    browser.wait(lambda: browser.run(f"{inside} && page.document.title"))
    browser.run("document.querySelector('iframe').contentWindow.scrollTo(0, 400)")
    path = folder / "territoires" / "vallee-2025.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("nom: Moulin de", "nom: Beau moulin de"), encoding="utf-8")
    browser.wait(lambda: browser.run(f"{inside} && page.document.body.textContent.includes('Beau moulin de')"))
    browser.wait(lambda: browser.run(f"{inside} && page.scrollY === 400"))
    next(button for button in browser.all(".tools button") if button.text == "Pages").click()
    assert sheets(browser) != before


def test_the_map_is_the_interactive_page_and_follows_the_file(
    browser: DrivenPage, valley: tuple[Path, Running]
) -> None:
    folder, running = valley
    opened(browser, running)
    choose(browser, "Carte", 1)
    browser.wait(lambda: browser.all("iframe.page"))
    browser.driver.switch_to.frame(browser.one("iframe.page"))
    browser.wait(lambda: browser.all(".running"))
    browser.run("document.querySelector(\"[data-row='bief-ouvert'] button\").click()")
    assert browser.text("#card h2") == "Le Bief Ouvert"
    # Kept apart from the page around it.
    assert browser.run("try { return parent.document.title } catch { return 'apart' }") == "apart"
    browser.driver.switch_to.default_content()
    path = folder / "territoires" / "vallee-2025.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("nom: Le Bief Ouvert", "nom: Le Bief fermé"), encoding="utf-8"
    )
    first = browser.one("iframe.page").get_attribute("src")
    browser.wait(lambda: browser.one("iframe.page").get_attribute("src") != first)
    browser.driver.switch_to.frame(browser.one("iframe.page"))
    browser.wait(lambda: "Le Bief fermé" in browser.run("return document.body.textContent"))
    browser.driver.switch_to.default_content()


def test_a_broken_file_shows_where_and_what_to_type_then_all_is_well_again(
    browser: DrivenPage, valley: tuple[Path, Running]
) -> None:
    folder, running = valley
    opened(browser, running)
    path = folder / "territoires" / "vallee-2024.yaml"
    sound = path.read_text(encoding="utf-8")
    first = sheets(browser)
    path.write_text(sound.replace("\nacteurs:", "\nacteurs: [", 1), encoding="utf-8")
    browser.wait(lambda: browser.all(".stale"))
    assert "territoires/vallee-2024.yaml:" in browser.text("main .refused")
    assert sheets(browser) == first
    choose(browser, "Problèmes")
    browser.wait(lambda: browser.all(".problems .error"))
    problem = browser.all(".problems .error")[0].text
    assert problem.startswith("territoires/vallee-2024.yaml:") and "acteurs: [" in problem
    path.write_text(sound, encoding="utf-8")
    browser.wait(lambda: not browser.all(".problems .error"))
    choose(browser, "Diagnostic")
    assert sheets(browser) == first
    assert browser.all(".stale") == []


def test_what_the_files_hold_is_text_and_never_runs(browser: DrivenPage, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=document.title='pris'> <script>document.title='pris'</script>"
    (tmp_path / "cit.yaml").write_text(f'type: dossier\ntitre: "{hostile}"\nlangue: fr\n', encoding="utf-8")
    write_territory(
        tmp_path, f'nom: "{hostile}"\nacteurs: [{{nom: "{hostile}", categorie: "{hostile}"}}]\n', "a b#?.yaml"
    )
    running = start(tmp_path)
    try:
        opened(browser, running)
        assert browser.text("h1") == hostile
        browser.wait(lambda: browser.all(".problems li"))
        assert hostile.split("<script>")[0].strip() in browser.text("main")
        choose(browser, "Diagnostic")
        sheets(browser)
        next(button for button in browser.all(".tools button") if button.text == "Texte").click()
        browser.wait(lambda: browser.run("return document.querySelector('iframe')?.contentDocument?.title"))
        assert "pris" not in browser.run(
            "return [document.title, document.querySelector('iframe').contentDocument.title]"
        )
        assert browser.all("main img[src=x], main script") == []
    finally:
        stop(running)


def test_everything_can_be_reached_with_the_keyboard(browser: DrivenPage, valley: tuple[Path, Running]) -> None:
    opened(browser, valley[1])
    browser.press(Keys.TAB)
    assert browser.focused.text == "Aller au contenu"
    browser.press(Keys.TAB)
    assert browser.focused.text == "Problèmes (1)"
    browser.press(Keys.ENTER)
    browser.wait(lambda: browser.all(".problems"))
    assert browser.run("return document.activeElement.id") == "shown"
    assert browser.one("nav [aria-current=page]").text == "Problèmes (1)"


def test_an_internal_reading_is_told_in_words(browser: DrivenPage, tmp_path: Path) -> None:
    write_territory(tmp_path, "acteurs: [{nom: Zéphyr, confidentiel: oui}]\n")
    running = start(tmp_path, "--audience", "interne")
    try:
        opened(browser, running)
        assert browser.text("#internal") == "Lecture interne : noms confidentiels visibles"
    finally:
        stop(running)


def test_the_end_of_the_preview_is_told(browser: DrivenPage, tmp_path: Path) -> None:
    write_territory(tmp_path, "acteurs: []\n")
    running = start(tmp_path)
    opened(browser, running)
    stop(running)
    assert browser.wait(lambda: "arrêté" in browser.text("#status"))
    browser.console()


def test_nothing_is_asked_of_any_other_machine(browser: DrivenPage, valley: tuple[Path, Running]) -> None:
    opened(browser, valley[1])
    sheets(browser)
    asked = browser.requests()
    assert len(asked) > 4
    assert [address for address in asked if not address.startswith(valley[1].address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_serious_fault_of_accessibility(
    browser: DrivenPage, valley: tuple[Path, Running], auditor: str, scheme: str, width: int
) -> None:
    browser.size(width, 800)
    browser.media(prefers_color_scheme=scheme)
    opened(browser, valley[1])
    sheets(browser)
    assert browser.violations(auditor) == []
    choose(browser, "Problèmes")
    browser.wait(lambda: browser.all(".problems"))
    assert browser.violations(auditor) == []
    overflow = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0

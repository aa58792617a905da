"""`cit preview`: the dossier in the browser, followed as its files are saved."""

import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cit_toolkit.cli.exit_codes import FINE
from cit_toolkit.cli.help_texts import LocalisedCommand
from cit_toolkit.cli.language import asked_language, document_language
from cit_toolkit.cli.options import shared_options
from cit_toolkit.cli.said import say
from cit_toolkit.failure_report import failure_report
from cit_toolkit.model.workspace import Audience
from cit_toolkit.problems import CitError
from cit_toolkit.wording.catalog import Catalog
from cit_toolkit.wording.problem_text import error_lines


def register(app: typer.Typer, catalog: Catalog) -> None:
    """Add the command."""
    options = shared_options(catalog)

    @app.command("preview", cls=LocalisedCommand, help=catalog.say("preview.help"))
    def preview(
        folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help=catalog.say("preview.folder"))] = Path(),
        open_it: Annotated[bool, typer.Option("--ouvrir", help=catalog.say("preview.open"))] = False,
        audience: Annotated[str | None, options.audience] = None,
        method: Annotated[str | None, options.method] = None,
    ) -> int:
        if not folder.is_dir():
            raise typer.BadParameter(catalog.say("preview.not-a-folder", path=str(folder)), param_hint="DOSSIER")
        try:
            wanted = None if audience is None else Audience(audience.lower())
        except ValueError:
            raise typer.BadParameter(f"{audience} (publique, interne, financeur)", param_hint="--audience") from None
        _follow(folder, wanted, method, open_it, catalog)
        return FINE


def _follow(folder: Path, audience: Audience | None, method: str | None, open_it: bool, catalog: Catalog) -> None:
    from cit_toolkit.preview.dossier_preview import DossierPreview, Wanted
    from cit_toolkit.preview.server import serve
    from cit_toolkit.preview.watching import Watch

    asked = asked_language(sys.argv[1:])
    shown = DossierPreview(folder, Wanted(lambda own: document_language(asked, own), audience, method), catalog)
    watch = Watch(folder, shown.changed)
    watch.start()

    def ready(address: str) -> None:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        say(catalog.say("preview.ready"))
        if open_it:
            import webbrowser

            webbrowser.open(address)

    def failed(error: Exception) -> None:
        report = failure_report("cit preview", error)
        say(error_lines(CitError("unexpected-failure", report=str(report)), catalog))

    before = signal.signal(signal.SIGTERM, _stop)
    try:
        serve(shown, ready, failed)
    except KeyboardInterrupt:
        # The way a preview ends: nothing was interrupted, hence no failure.
        say(catalog.say("preview.stopped"))
    finally:
        signal.signal(signal.SIGTERM, before)
        watch.stop()
        shown.close()


def _stop(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt

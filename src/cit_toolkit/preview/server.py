"""The page on this machine only: loopback, a token nobody can guess in every address, nothing that writes."""

import json
import secrets
from collections.abc import Callable
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cit_toolkit.builtin_data import TEMPLATES
from cit_toolkit.preview.dossier_preview import DossierPreview
from cit_toolkit.preview.page import page_html

_LOOPBACK = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
)
_ACTIVE = "frame-ancestors 'self'; sandbox allow-scripts allow-popups"
"""An interactive page has a policy of its own, which lets nothing in; here it is kept apart from ours besides."""
_DRAWN = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; sandbox"
_BEAT = 15.0
"""Seconds after which a reader that waits for a change is told that we are still there."""
_MOST_READERS = 16


class PreviewServer(ThreadingHTTPServer):
    """Serves one dossier. `address` is what to open."""

    daemon_threads = True

    def __init__(self, preview: DossierPreview, failed: Callable[[Exception], None]) -> None:
        super().__init__((_LOOPBACK, 0), _Handler)
        self.preview = preview
        self.failed = failed
        self.token = secrets.token_urlsafe(24)
        self.readers = 0
        self.hosts = {f"{name}:{self.server_port}" for name in (_LOOPBACK, "localhost")}

    @property
    def address(self) -> str:
        """The address of the page, token included."""
        return f"http://{_LOOPBACK}:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "cit", ""
    timeout = 60

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses (another method, a request cut short), without its page."""
        self._refuse(HTTPStatus(code))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: addresses hold the token."""

    def _answer(self) -> None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts:
            return self._refuse(HTTPStatus.FORBIDDEN)
        _, token, *parts = self.path.partition("?")[0].split("/") if self.path.startswith("/") else ("", "")
        if not compare_digest(token.encode(), self.server.token.encode()):
            return self._refuse(HTTPStatus.FORBIDDEN)
        try:
            return self._serve(tuple(parts))
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:
            if self.server.preview.closed:
                return None
            # A bug of ours: the rest of the dossier stays in sight.
            self.server.failed(error)
            return self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _serve(self, parts: tuple[str, ...]) -> None:
        preview = self.server.preview
        if parts == ("events",):
            return self._tell_changes()
        if parts == ("",):
            return self._send(page_html(preview.catalog).encode(), "text/html; charset=utf-8", _OURS)
        if parts == ("state",):
            return self._send_json(preview.state())
        if len(parts) == 1 and parts[0] in _OWN_FILES:
            return self._send((TEMPLATES / "preview" / parts[0]).read_bytes(), _OWN_FILES[parts[0]], _OURS)
        if len(parts) == 3 and parts[0] == "documents":
            return self._send_document(*parts[1:])
        return self._refuse(HTTPStatus.NOT_FOUND)

    def _send_document(self, identifier: str, form: str) -> None:
        preview = self.server.preview
        if form in _FORMS:
            kind, policy, ending = _FORMS[form]
            data = preview.file(identifier, ending)
            return self._refuse(HTTPStatus.NOT_FOUND) if data is None else self._send(data, kind, policy)
        made = preview.document(identifier)
        if made is not None and form == "sheets":
            return self._send_json({"sheets": made.marks, "page": made.html_mark, "refused": made.refused})
        if made is not None and form in (marks := [f"{mark}.svg" for mark in made.marks]):
            return self._send(made.sheets[marks.index(form)], "image/svg+xml", _DRAWN)
        return self._refuse(HTTPStatus.NOT_FOUND)

    def _tell_changes(self) -> None:
        """Server-sent events: the version of the files, each time it changes."""
        if self.command == "HEAD" or self.server.readers >= _MOST_READERS:
            return self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        self.server.readers += 1
        try:
            self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
            self.close_connection = True
            known = 0
            while (version := self.server.preview.next_version(known, _BEAT)) is not None:
                self.wfile.write(f"data: {version}\n\n".encode() if version != known else b": still here\n\n")
                known = version
        finally:
            self.server.readers -= 1

    def _send_json(self, record: dict[str, Any]) -> None:
        self._send(json.dumps(record, ensure_ascii=False).encode(), "application/json; charset=utf-8", _OURS)

    def _send(self, data: bytes, kind: str, policy: str) -> None:
        self._begin(
            HTTPStatus.OK,
            {"Content-Type": kind, "Content-Length": str(len(data)), "Content-Security-Policy": policy},
        )
        if self.command != "HEAD":
            self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._begin(status, {"Content-Length": "0", "Connection": "close"})

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (_HEADERS | headers).items():
            self.send_header(name, value)
        self.end_headers()


_OWN_FILES = {"preview.js": "text/javascript; charset=utf-8", "preview.css": "text/css; charset=utf-8"}
_FORMS = {
    "document.pdf": ("application/pdf", "default-src 'none'; frame-ancestors 'self'", ".pdf"),
    "page.html": ("text/html; charset=utf-8", _ACTIVE, ".html"),
    "document.html": ("text/html; charset=utf-8", _FRAMED, ".html"),
}


def serve(preview: DossierPreview, ready: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
    """Serve until the thread is interrupted (KeyboardInterrupt). `ready` hears the address, `failed` what is a bug."""
    with PreviewServer(preview, failed) as server:
        ready(server.address)
        server.serve_forever(poll_interval=0.2)

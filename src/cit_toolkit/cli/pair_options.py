"""Pairs named on the command line, or by the JSON of an earlier match."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import typer

from cit_toolkit.loading.suggestions import nearest
from cit_toolkit.problems import CitError

Pair = tuple[str, str, str]
"""Territory, need, offer."""
_WRITTEN = re.compile(r"(?:(?P<territory>[^/=]+)/)?(?P<need>[^/=]+)=(?P<offer>[^=]+)")


def pairs_named(
    texts: Sequence[str] | None, option: str, needs: Collection[tuple[str, str]], offers: Collection[str]
) -> frozenset[Pair]:
    """The pairs of `need=offer`, or `territory/need=offer` where several territories have a need of that name."""
    return frozenset(_pair(text, option, needs, offers) for text in texts or ())


def _pair(text: str, option: str, needs: Collection[tuple[str, str]], offers: Collection[str]) -> Pair:
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise typer.BadParameter(f"{text} (besoin=offre)", param_hint=option)
    named = [key for key in needs if key[1] == written["need"] and written["territory"] in (None, key[0])]
    if len(named) != 1:
        code = "several-needs" if named else "unknown-need"
        known = sorted(f"{territory}/{need}" for territory, need in (named or needs))
        near = None if named else nearest(written["need"], [need for _, need in needs])
        raise CitError(code, exit_code=2, name=text.partition("=")[0], known=known[:20], suggestion=near)
    if written["offer"] not in offers:
        near = nearest(written["offer"], list(offers))
        raise CitError("unknown-offer", exit_code=2, name=written["offer"], known=sorted(offers)[:20], suggestion=near)
    return (*named[0], written["offer"])


def pairs_of_match(path: str | None) -> frozenset[Pair]:
    """The pairs of an earlier match, from what `cit match --json` wrote."""
    if path is None:
        return frozenset()
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        return frozenset(_triples(record["paires"]))
    except FileNotFoundError as error:
        raise CitError("no-such-match", exit_code=2, path=path) from error
    except OSError as error:
        raise CitError("file-not-readable", exit_code=2, path=path, reason=error) from error
    except (ValueError, LookupError, TypeError) as error:
        raise CitError("not-a-match", exit_code=2, path=path) from error


def _triples(pairs: Iterable[dict[str, str]]) -> Iterable[Pair]:
    for pair in pairs:
        triple = pair["territoire"], pair["besoin"], pair["offre"]
        if not all(isinstance(name, str) for name in triple):
            raise TypeError(triple)
        yield triple

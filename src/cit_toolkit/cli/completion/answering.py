"""The four shells' ways to ask for proposals and to be answered, as their scripts (`--show-completion`) expect them."""

import os
import re
import shlex
import sys
from collections.abc import Mapping

from cit_toolkit.cli.completion.asked_line import Asked, Proposal

VARIABLE = "_CIT_COMPLETE"
_SAFE = re.compile(r"[^\x00-\x1f\x7f'\"`$\\:;|&<>(){}\[\]*?!#~^]+")
"""What may be proposed: a shell evaluates some of these answers, and a file may bear any name."""


def answer(environment: Mapping[str, str]) -> bool:
    """Answer a shell that asks for proposals, whatever happens; False when that is not what is asked."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell not in _ANSWERS or not environment.get(VARIABLE, "").startswith("complete_"):
        return False
    try:
        from cit_toolkit.cli.completion.proposing import proposals

        asked = _asked(shell, environment)
        found = [each for each in proposals(asked) if _SAFE.fullmatch(each.value)]
        text = _ANSWERS[shell](found, asked, environment)
    except Exception:
        # Somebody is typing: there is no good place for a message, and the shell proposes file names by itself.
        text = ""
    sys.stdout.write(text)
    sys.stdout.flush()
    return True


def _asked(shell: str, environment: Mapping[str, str]) -> Asked:
    if shell == "bash":
        words = _split(environment["COMP_WORDS"])
        rank = int(environment["COMP_CWORD"])
        return _joined(tuple(words[1:rank]), words[rank] if rank < len(words) else "")
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    if shell in ("powershell", "pwsh"):
        beginning = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return Asked(tuple(words[:-1] if beginning else words), beginning)
    if words and not line.endswith(" "):
        return Asked(tuple(words[:-1]), words[-1])
    return Asked(tuple(words), "")


def _joined(words: tuple[str, ...], beginning: str) -> Asked:
    """Bash cuts words at «=»: `--figer besoin=offre` comes as four."""
    whole: list[str] = []
    for word in (*words, beginning):
        if whole and (word == "=" or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    return Asked(tuple(whole[:-1]), whole[-1])


def _split(line: str) -> list[str]:
    """The words of a line that may stop inside quotation marks."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _bash(found: list[Proposal], asked: Asked, environment: Mapping[str, str]) -> str:
    # Bash puts an answer in the place of what follows the last «=».
    kept = asked.beginning.rpartition("=")[0]
    cut = len(kept) + 1 if kept else 0
    return "\n".join(each.value[cut:].replace(" ", "\\ ") for each in found)


def _zsh(found: list[Proposal], asked: Asked, environment: Mapping[str, str]) -> str:
    if not found:
        return "_files"
    told = (f'"{each.value}":"{_plain(each.told)}"' if each.told else f'"{each.value}"' for each in found)
    return "_arguments '*: :((" + "\n".join(told) + "))'"


def _fish(found: list[Proposal], asked: Asked, environment: Mapping[str, str]) -> str:
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        if not found:
            os._exit(1)
        return ""
    return "\n".join(f"{each.value}\t{_plain(each.told)}" if each.told else each.value for each in found)


def _powershell(found: list[Proposal], asked: Asked, environment: Mapping[str, str]) -> str:
    return "\n".join(f"{each.value}:::{_plain(each.told) or ' '}" for each in found)


def _plain(text: str) -> str:
    """What a proposal is, without the signs that a shell would read."""
    return " ".join(re.sub(r"['\"`$\\:;|&<>(){}\[\]\s]+", " ", text).split())


_ANSWERS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell}

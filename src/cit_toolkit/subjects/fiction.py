"""What of several files is invented, in one sentence: no real place is called fictional because of its neighbours."""

from collections.abc import Iterable

from cit_toolkit.documents.voice import Voice


def fiction_words(parts: Iterable[tuple[str, bool]], voice: Voice) -> str:
    """Of parts given by name and whether they are invented: all of them, those that are by name, or empty for none."""
    told = list(parts)
    invented = list(dict.fromkeys(name for name, fictional in told if fictional))
    if all(fictional for _, fictional in told):
        return voice.say("words.fictional") if told else ""
    return voice.say("words.partly-fictional", count=len(invented), names=voice.names(invented)) if invented else ""

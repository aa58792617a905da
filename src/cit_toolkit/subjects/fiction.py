"""What of several files is invented, in one sentence: no real place is called fictional because of its neighbours."""

from collections.abc import Iterable

from cit_toolkit.documents.voice import Voice

_MOST_NAMES = 4
"""Named, for the sentence stands at the foot of each page; the others are counted."""


def fiction_words(parts: Iterable[tuple[str, bool]], voice: Voice) -> str:
    """Of parts given by name and whether they are invented: all of them, those that are by name, or empty for none."""
    told = list(parts)
    invented = list(dict.fromkeys(name for name, fictional in told if fictional))
    if all(fictional for _, fictional in told):
        return voice.say("words.fictional") if told else ""
    names = voice.names(invented, _MOST_NAMES)
    return voice.say("words.partly-fictional", count=len(invented), names=names) if invented else ""

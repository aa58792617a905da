"""Which actors may be the same one: proposed with the reason, never merged.

Twenty thousand names are not compared two by two: near names stand near each other when they are sorted, by their words
in alphabetical order, and by the same read backwards.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from cit_toolkit.exchange.official_numbers import sure_number
from cit_toolkit.model.text import fold, identifier_of

_EMPTY_WORDS = frozenset(
    ("l", "d", "le", "la", "les", "de", "du", "des", "et", "en", "a", "au", "aux", "sur", "sous", "un", "une",
     "the", "of", "association", "asso", "sarl", "sas", "sa", "scop", "scic", "eurl", "gaec",
     "earl", "scea", "societe", "ets")
)  # fmt: skip
"""Words that two names of the same actor may or may not hold."""
_WINDOW = 4
_NAME_AT_MOST = 200
"""Letters past which a name is a text: comparing two of them letter by letter would take minutes."""
_NEAR = 0.9
_UNSURE = ("near-name", "same-place")
"""Reasons that add nothing between two actors already paired, directly or by others."""
_SHORT, _PROPOSED_AT_MOST = 3, 3
_GROUP_AT_MOST = 12
"""Actors past which one address, or one SIREN, tells nothing: a house of associations, a bank and its branches."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor as far as it may be compared."""

    id: str
    name: str
    siren: str = ""
    siret: str = ""
    municipality: str = ""
    """Its code, else its name."""
    town: str = ""
    """Its name."""
    address: str = ""
    position: str = ""
    described: bool = False
    """Whether it is in the territory already."""

    @staticmethod
    def of(values: Mapping[str, Any], described: bool = False) -> "Candidate":
        """An actor as it is written."""

        def told(key: str) -> str:
            return str(values.get(key) or "")

        latitude, longitude = told("x-latitude"), told("x-longitude")
        place = told("x-code-insee") or told("x-code-postal") or fold(told("commune"))
        street = identifier_of(told("x-adresse"))
        return Candidate(
            told("id"), told("nom"), sure_number(told("siren"), 9), sure_number(told("x-siret"), 14),
            place, fold(told("commune")),
            f"{street} {place}" if street and re.search(r"\d", street) and place else "",
            _rounded(latitude, longitude), described,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two actors that may be one."""

    first: Candidate
    second: Candidate
    reason: str
    """`same-siret`, `same-siren`, `same-name`, `near-name`, `same-place`: the surest."""

    @property
    def sure(self) -> bool:
        """Whether the two names are one as well: an actor described already is not described again. One number under
        two names may be that of a host and of its guest."""
        by_number = self.reason in ("same-siret", "same-siren")
        return self.reason == "same-name" or (by_number and _near(_key(self.first), _key(self.second)))


def likenesses(candidates: Sequence[Candidate]) -> tuple[Likeness, ...]:
    """Pairs that may be one, each once with its surest reason, in the order of the file; two actors that a territory
    describes already are left to it. Of six rows of one name, each is a pair with the first: fifteen pairs would say
    no more."""
    found: dict[tuple[int, int], str] = {}
    together = list(range(len(candidates)))
    for reason, pairs in (
        ("same-siret", _sharing(candidates, lambda each: each.siret)),
        ("same-siren", _sharing(candidates, lambda each: each.siren, _GROUP_AT_MOST)),
        ("same-name", _sharing(candidates, lambda each: fold(each.name))),
        ("near-name", _near_names(candidates)),
        ("same-place", _sharing(candidates, lambda each: each.address, _GROUP_AT_MOST)),
        ("same-place", _sharing(candidates, lambda each: each.position, _GROUP_AT_MOST)),
    ):
        for one, other in pairs:
            pair = (min(one, other), max(one, other))
            described = candidates[one].described, candidates[other].described
            if all(described) or _apart(candidates, pair, reason):
                continue
            if reason in _UNSURE and not any(described) and _root(together, one) == _root(together, other):
                continue
            same = fold(candidates[one].name) == fold(candidates[other].name)
            found.setdefault(pair, "same-name" if same and reason == "near-name" else reason)
            together[_root(together, pair[1])] = _root(together, pair[0])
    return tuple(Likeness(candidates[one], candidates[other], found[one, other]) for one, other in sorted(found))


def _root(together: list[int], rank: int) -> int:
    """The actor that stands for all those paired with one, directly or by others."""
    while together[rank] != rank:
        together[rank] = together[together[rank]]
        rank = together[rank]
    return rank


class NearNames:
    """Who else may be called by a name: names a letter or two apart, or with more words. Each name is compared once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: identifier → name."""
        self._keys = [(identifier, _key(Candidate("", name))) for identifier, name in names.items()]
        self._words = [_long_words(key) for _, key in self._keys]
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, name: str) -> tuple[str, ...]:
        """The first identifiers of those that may be called so."""
        if name not in self._found:
            key = _key(Candidate("", name))
            words = _long_words(key)
            near = (
                identifier
                for (identifier, other), others in zip(self._keys, self._words, strict=True)
                if _near(key, other) or _among(words, others) or _among(others, words)
            )
            self._found[name] = tuple(islice(near, _PROPOSED_AT_MOST))
        return self._found[name]


def _long_words(key: str) -> tuple[str, ...]:
    return tuple(word for word in key.split() if len(word) > _SHORT)


def _among(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is one of the others, but for a letter; words that differ at both ends are not compared."""
    return bool(words) and all(
        any((word[0] == other[0] or word[-1] == other[-1]) and _near(word, other) for other in others) for word in words
    )


def _apart(candidates: Sequence[Candidate], pair: tuple[int, int], reason: str) -> bool:
    """Whether two names that are alike surely belong to two actors: other numbers, or other municipalities."""
    one, other = candidates[pair[0]], candidates[pair[1]]
    if reason in ("same-siret", "same-siren"):
        return False
    if one.siren and other.siren and one.siren != other.siren:
        return True
    elsewhere = one.municipality and other.municipality and one.municipality != other.municipality
    return reason in ("near-name", "same-name") and bool(elsewhere)


def _sharing(
    candidates: Sequence[Candidate], told: Callable[[Candidate], str], at_most: int | None = None
) -> Iterator[tuple[int, int]]:
    """Each actor with the first that says the same."""
    groups: dict[str, list[int]] = defaultdict(list)
    for rank, candidate in enumerate(candidates):
        if said := told(candidate):
            groups[said].append(rank)
    for members in groups.values():
        if at_most is None or len(members) <= at_most:
            yield from ((members[0], other) for other in members[1:])


def _near_names(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    keys = [_key(candidate) for candidate in candidates]
    for turned in (keys, [key[::-1] for key in keys]):
        order = sorted((rank for rank in range(len(keys)) if len(keys[rank]) > 3), key=lambda rank: turned[rank])
        for place, rank in enumerate(order):
            for other in order[place + 1 : place + 1 + _WINDOW]:
                if _near(keys[rank], keys[other]):
                    yield rank, other


def _key(candidate: Candidate) -> str:
    """The words of a name that tell it from others, in alphabetical order; not those of its municipality, which is
    written or not: «La Grange», «La Grange d’Orsel»."""
    words = [word for word in re.split(r"[^a-z0-9]+", fold(candidate.name)) if word]
    left = _EMPTY_WORDS | set(candidate.town.split("-"))
    return " ".join(sorted(word for word in words if word not in left) or sorted(words))


def _near(one: str, other: str) -> bool:
    """Whether two keys are the same but for a letter or two; numbers must be the same: «Lot 1» is not «Lot 2»."""
    if one == other:
        return True
    if (
        len(one) > _NAME_AT_MOST
        or abs(len(one) - len(other)) > 3
        or re.findall(r"\d+", one) != re.findall(r"\d+", other)
    ):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def _rounded(latitude: str, longitude: str) -> str:
    """A position to ten metres or so; one of a few digits is that of a municipality."""
    try:
        place = [f"{float(text.replace(',', '.')):.4f}" for text in (latitude, longitude)]
    except ValueError:
        return ""
    precise = all(len(text.replace(",", ".").partition(".")[2]) >= 4 for text in (latitude, longitude))
    return " ".join(place) if precise else ""

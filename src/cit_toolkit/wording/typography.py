"""French typography of running text: spaces that never break, apostrophes, and words shortened before a vowel."""

import re

_NARROW = "\u202f"
_WIDE = "\u00a0"
_ANY_SPACE = "[ \u00a0\u202f]"
_LETTER = r"[^\W\d_]"

# Addresses, file names and paths: to the letter. (The spaces of `\s` include the no-break ones.)
_KEPT = re.compile(
    r"""(
      (?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://\S+ | (?<!\S)(?:www\.|mailto:|tel:)\S+
    | (?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+
    | (?<!\S)(?:~|\.{1,2})?/\S+ | (?<!\S)[A-Za-z]:\\\S+
    | (?<![^\s«(])[^\s«»()]+\.(?:ya?ml|md|pdf|svg|png|jpe?g|html?|docx?|odt|pptx?|xlsx?|ods|csv|json|toml|ics)\b
    )""",
    re.VERBOSE,
)

# Most texts hold none of them, and the search for them costs more than all the rest.
_MAY_KEEP = re.compile(r"[/@\\:.](?=\S)")

# Patterns begin with the character they change and look back after it: far faster than looking back at each letter.
# A mark counts only where it ends something: neither `a != b` nor `?page=2` is a question.
_AFTER_MARK = r"""(?=[\s.,)\]}»”"'’…*_]|$)"""
_BEFORE_MARK = re.compile(rf"[ ](?<![ ]{{2}})[ ]*(?=[;!?]+{_AFTER_MARK}|»)")
_AFTER_OPENING = re.compile(r"(?<=«)[ ]+")
_BEFORE_COLON = re.compile(r"[ ](?<![ ]{2})[ ]*(?=:(?:[\s)»*_]|$))")

# Groups of three digits, unless more digits follow or come before: a phone number, a SIRET, «en 2021 12 500 personnes».
_THOUSANDS = re.compile(
    rf"[1-9](?<![\w.,].)(?<![0-9]{_ANY_SPACE}.)[0-9]{{0,2}}(?:{_ANY_SPACE}[0-9]{{3}})+(?!\w)(?!{_ANY_SPACE}[0-9])"
)
_UNITS = "%|‰|€|k€|M€|h|min|s|j|km|km²|m|m²|ha|hab|kg|t|kWh|MWh|°C"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_BEFORE_UNIT = re.compile(
    rf"[ ](?:(?:(?<=[0-9].)|(?<=\b1er.))(?=(?:{_UNITS}|{_MONTHS})(?!\w))"
    rf"|(?<=[0-9]{_ANY_SPACE}h.)(?=[0-5][0-9](?![0-9]))|(?<=\bn[°º].)(?=[0-9]))"
)

# Between letters, or after a cut word: what follows that may be in another type, or a number.
_APOSTROPHE = re.compile(
    rf"'(?:(?<={_LETTER}')(?={_LETTER})|(?:(?<=[cdjlmnst]')(?<![\w'’].')|(?<=qu')(?<!'qu'))(?=[«“0-9*_]|$))",
    re.IGNORECASE,
)

_ELIDED_WORD = re.compile(r"[dlmnst]e|la|je|(?:jus|lors|puis|quoi)?que", re.IGNORECASE)
_VOWELS = "aàâäæeéèêëiîïoôöœuùûüyÿ"

# Words before which nothing is cut though they begin with a vowel or an h, in lower case. Every other h is silent.
_NOT_ELIDED = re.compile(
    r"""(?:
      haie | haine | halle? | halte | hameau | handicapé?e? | hangar | harcèlement | haricot | hasard | hausse | haute?
    | hauteur | havre | haye | hérisson | héros | hiérarchie | hollande | homard | hongrie | honfleur | honte | hors
    | houblon | houille | huit | huitaine | huitième | hutte | onze | onzième | ouagadougou | oui | ouistiti | uhlan
    )[sx]?""",
    re.VERBOSE,
)
# A y followed by a vowel is a consonant («le yoga»), but not in these: rivers, an island, the eyes.
_VOWEL_Y = re.compile(r"yerres?|yeu|yeuses?|yeux|yonne|yèvre")

_CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def french_spacing(text: str) -> str:
    """Running text with French spaces that never break and typographic apostrophes, for every format alike.

    U+202F before ; ! ? », after « and between thousands; U+00A0 before a colon and between a number and a symbol (%, €,
    h, min, km …) or a month, never before a whole word («3 ans»), which may well begin a line. Only spaces that were
    typed are changed, one for one: nothing is added, so 12:30, 3:1 and names out of a file keep their characters.
    Markdown code never comes here; addresses, file names and paths are left alone.
    """
    if not _MAY_KEEP.search(text):
        return _spaced(text)
    pieces = _KEPT.split(text)  # what is kept stands at the odd places
    pieces[::2] = [_spaced(piece) for piece in pieces[::2]]
    return "".join(pieces)


def elided(word: str, following: str) -> str:
    """Both words, the first cut if French wants it: «d’Eymoutiers», «qu’ils», «l’agence», but «de Haute-Vienne»."""
    is_cut = _ELIDED_WORD.fullmatch(word) is not None and _begins_with_vowel(following)
    is_cut = is_cut or (word.lower() == "si" and re.match(r"ils?\b", following, re.IGNORECASE) is not None)
    return f"{word[:-1]}’{following}" if is_cut else f"{word} {following}"


def contracted(preposition: str, name: str) -> str:
    """«de» or «à» before a name that may begin with an article: «du Blanc», «aux Mées», «de La Traverse», «d’Ussel»."""
    article, _, rest = name.partition(" ")
    joined = _CONTRACTED.get((preposition.lower(), article.lower())) if rest else None
    if joined is None:
        return elided(preposition, name)
    return f"{joined.capitalize() if preposition[0].isupper() else joined} {rest}"


def _spaced(text: str) -> str:
    text = _BEFORE_MARK.sub(lambda found: _NARROW * len(found[0]), text)
    text = _AFTER_OPENING.sub(lambda found: _NARROW * len(found[0]), text)
    text = _BEFORE_COLON.sub(lambda found: _WIDE * len(found[0]), text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", _NARROW), text)
    text = _BEFORE_UNIT.sub(_WIDE, text)
    return _APOSTROPHE.sub("’", text)


def _begins_with_vowel(text: str) -> bool:
    """Whether the first word, behind quotation marks, is heard to begin with a vowel."""
    found = re.match(rf"[\s«“\"(\[]*({_LETTER}+)", text)
    if found is None:
        return False
    word = found[1].lower()
    if _NOT_ELIDED.fullmatch(word):
        return False
    if len(word) > 1 and word[0] == "y" and word[1] in _VOWELS:
        return _VOWEL_Y.fullmatch(word) is not None
    return word[0] in _VOWELS or word[0] == "h"

"""The HTML of other tools as the Markdown of our files: clean, without titles, scripts nor pictures."""

import html
import re

_TAG = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9]*|/[a-zA-Z]+)\b[^>]*>|<!--")
_NEEDLESS_ESCAPE = re.compile(r"\\&(?![#\w]+;)")
_BULLET = re.compile(r"^\s*(?:[-*+•·–—>]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\\)\*{1,3}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&|~])")
_LOST_PARAGRAPH = re.compile(r"[ \u00a0]{4,}")
_SPACES = re.compile(r" {2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
_BREAKS = re.compile(r"(?:\\\n){2,}|\\\n(?=\n)|\\$")
_TRAILING = re.compile(r"[ \t\u00a0]+$", re.MULTILINE)
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e"
    r"\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def markdown_of(text: str) -> str:
    """A text as Markdown: HTML is turned into it, anything else only loses its entities and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _from_html(text) if _TAG.search(text) else _from_plain(html.unescape(text))
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", _HIDDEN.sub("", text))).strip()


def _from_plain(text: str) -> str:
    """Runs of spaces are what is left of paragraphs when a table lost their line ends."""
    return "\n".join(_SPACES.sub(" ", _LOST_PARAGRAPH.sub("\n\n", line.strip())) for line in text.split("\n"))


def line_of(text: str) -> str:
    """A text on one line, without any tag."""
    return " ".join(html.unescape(_TAG.sub(" ", _HIDDEN.sub("", text))).split())


def lines_of(text: str) -> list[str]:
    """The lines of a text, without bullets nor any other mark."""
    bare = _LINK.sub(r"\1", _EMPHASIS.sub("", markdown_of(text)))
    lines = (" ".join(_ESCAPE.sub(r"\1", _BULLET.sub("", line)).rstrip("\\").split()) for line in bare.split("\n"))
    return [line for line in lines if line]


def _from_html(text: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    tree = BeautifulSoup(text, "html.parser")
    for unwanted in tree(["script", "style", "iframe", "object", "svg", "img", "template", "head", "title"]):
        unwanted.decompose()
    # A title inside an offer would cut the document it is printed in: it becomes a line in bold.
    for heading in tree(["h1", "h2", "h3", "h4", "h5", "h6"]):
        for bold in heading(["b", "strong"]):
            bold.unwrap()
        heading.name = "p"
        if heading.get_text(strip=True):
            strong = tree.new_tag("strong")
            strong.extend(list(heading.contents))
            heading.append(strong)
    converter = MarkdownConverter(bullets="-", newline_style="backslash", escape_misc=True)
    try:
        written = converter.convert_soup(tree)
    except RecursionError:
        written = tree.get_text("\n")
    return _BREAKS.sub("\n\n", _NEEDLESS_ESCAPE.sub("&", written.strip()))

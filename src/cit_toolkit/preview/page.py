"""The page of a preview: empty, in the language of the reader; its script fills it from what the server says."""

import json
from html import escape

from cit_toolkit.wording.catalog import Catalog


def page_html(catalog: Catalog) -> str:
    """The page. What comes from files is put in by the script, as text only."""
    words = catalog.section("preview.page")
    said = {name: escape(text) for name, text in words.items()}
    carried = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="{catalog.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{said["title"]}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="preview.css">
<script type="application/json" id="words">{carried}</script>
<script src="preview.js" defer></script>
</head>
<body>
<a class="skip" href="#shown">{said["skip"]}</a>
<header>
<h1 id="title">{said["title"]}</h1>
<p id="internal" class="internal" hidden>{said["internal"]}</p>
<p id="status" class="status" role="status">{said["loading"]}</p>
</header>
<nav id="contents" aria-label="{said["contents"]}"></nav>
<main id="shown" tabindex="-1"></main>
<noscript><p>{said["no-script"]}</p></noscript>
</body>
</html>
"""

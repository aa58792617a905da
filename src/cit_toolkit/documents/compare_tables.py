"""A comparison as tables, for a spreadsheet: the values, the ranks, who dominates whom, what to ask."""

from collections.abc import Sequence

from cit_toolkit.documents.compare_document import CompareDocument

Value = str | int | float | None
Rows = list[Sequence[Value]]


def compare_tables(document: CompareDocument) -> dict[str, Rows]:
    """By name, in the order of the sheets; each begins with the heads of its columns."""
    tables = {
        "values": _values(document),
        "ranks": _ranks(document),
        "dominances": _dominances(document),
        "questions": _questions(document),
    }
    return {document.voice.say(f"compare.tables.{name}"): rows for name, rows in tables.items()}


def _heads(document: CompareDocument, *names: str) -> list[Value]:
    return [document.voice.say(f"compare.columns.{name}") for name in names]


def _values(document: CompareDocument) -> Rows:
    words, found, say = document.words, document.found, document.voice.say
    rows: Rows = [_heads(document, "territory", "id", "criterion", "measured", "least", "most", "eliminated")]
    for candidate in found.candidates:
        out = say("words.yes" if candidate.failed else "words.no")
        for scale, measured, value in zip(found.scales.all, candidate.measures, candidate.values, strict=True):
            told = words.measured(scale.metric, measured)
            least, most = round(value.low, 2), round(value.high, 2)
            rows.append([words.name(candidate), candidate.id, words.criterion(scale), told, least, most, out])
    return rows


def _ranks(document: CompareDocument) -> Rows:
    words, found = document.words, document.found
    ranked = found.acceptability
    heads = [document.voice.say("compare.columns.rank", rank=rank) for rank in range(1, len(found.compared) + 1)]
    rows: Rows = [[*_heads(document, "territory", "id", "mean-rank"), *(heads if ranked else ())]]
    if ranked is not None:
        for index in found.ranking:
            candidate = found.compared[index]
            shares = (round(share, 4) for share in ranked.shares[index])
            rows.append([words.name(candidate), candidate.id, round(ranked.mean_ranks[index], 2), *shares])
    return rows


def _dominances(document: CompareDocument) -> Rows:
    name = document.words.name
    return [
        _heads(document, "before", "behind"),
        *([name(one), name(other)] for one, other in document.found.dominances),
    ]


def _questions(document: CompareDocument) -> Rows:
    words, found = document.words, document.found
    rows: Rows = [_heads(document, "territory", "criterion", "question", "gain", "outcomes")]
    for each in found.questions:
        territory, criterion = found.compared[each.territory], found.scales.all[each.criterion]
        asked, told = words.asked(each), words.outcomes(each)
        rows.append([words.name(territory), words.criterion(criterion), asked, round(each.gain, 4), told])
    return rows

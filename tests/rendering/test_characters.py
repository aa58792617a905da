import unicodedata

from cit_toolkit.rendering.characters import FONTS, printable, without_forbidden_characters

_NOT_DRAWABLE = (0xFEFF, 0x1D79, 0x1DCD)
"""The byte order mark, and two letters that the serif font inside Typst claims to have but cannot draw."""


def test_control_characters_and_byte_order_marks_go_and_line_ends_are_all_alike() -> None:
    assert without_forbidden_characters("\ufeffa\x00b\x07c\ud800d\r\ne\u2028f\tg") == "abcd\ne\nf\tg"


def test_a_character_no_font_draws_is_replaced_visibly() -> None:
    assert printable("Jardin 🌱 de 你好") == "Jardin □ de □□"


def test_what_our_fonts_draw_is_left_as_it_is() -> None:
    text = "œuvre « 12 734 € » → ☐ ☑ ✓ ✗ ⚠ ☎ Ελλάδα Україна"
    assert printable(text) == text


def test_an_accent_typed_apart_is_put_on_its_letter() -> None:
    assert printable("Gue\u0301ret") == "Gu\u00e9ret"


def test_the_list_of_drawable_characters_is_that_of_the_fonts_shipped() -> None:
    """When a font changes: write the ranges this test prints into coverage.txt."""
    from fontTools.ttLib import TTFont

    headings = set.intersection(*(set(TTFont(path).getBestCmap()) for path in FONTS.glob("*.otf")))
    drawable = sorted(
        code
        for code in headings | set(TTFont(FONTS / "DejaVuSans.ttf").getBestCmap())
        if unicodedata.category(chr(code)) not in ("Cc", "Cs", "Co", "Cn") and code not in _NOT_DRAWABLE
    )
    ranges: list[list[int]] = []
    for code in drawable:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    expected = "".join(f"{first:04X}-{last:04X}\n" for first, last in ranges)
    assert (FONTS / "coverage.txt").read_text(encoding="ascii") == expected


def test_fonts_come_with_their_licences_and_stay_light() -> None:
    names = {path.name for path in FONTS.iterdir()}
    assert {"SourceSans3-LICENSE.md", "DejaVuSans-LICENSE.txt"} <= names
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 3_000_000

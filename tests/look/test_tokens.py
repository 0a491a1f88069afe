"""The colours of the style sheet, measured: 7:1 for text and 3:1 for controls (WCAG 2.2), light and dark."""

import re
from pathlib import Path

import pytest

STYLES = (Path(__file__).parents[2] / "static/css/app.css").read_text()
SCHEMES = ("light", "dark")
GROUNDS = ("ground", "surface", "raised")
SOFT_GROUNDS = ("accent-soft", "right-soft", "wrong-soft", "partly-soft")

TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "muted") for ground in (*GROUNDS, *SOFT_GROUNDS)),
    *(("accent", ground) for ground in (*GROUNDS, "accent-soft")),
    *((verdict, ground) for verdict in ("right", "wrong", "partly") for ground in (*GROUNDS, f"{verdict}-soft")),
    ("on-accent", "accent"),
]
CONTROL_PAIRS = [
    *((edge, ground) for edge in ("control", "accent") for ground in (*GROUNDS, "accent-soft")),
    *((verdict, ground) for verdict in ("right", "wrong", "partly") for ground in (*GROUNDS, "line")),
    ("accent", "line"),
]


def read_colours(scheme: str) -> dict[str, str]:
    """The tokens of a scheme by name; what the dark one does not set again is taken from the light one."""
    light, dark = STYLES.split("@media (prefers-color-scheme: dark)", maxsplit=1)
    dark = dark.split("@media", maxsplit=1)[0]
    text = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", text))


def measure_luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def measure_contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((measure_luminance(one), measure_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_7_to_1(scheme: str, text: str, ground: str) -> None:
    colours = read_colours(scheme)
    assert measure_contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), CONTROL_PAIRS)
def test_controls_stand_out_3_to_1(scheme: str, edge: str, ground: str) -> None:
    colours = read_colours(scheme)
    assert measure_contrast(colours[edge], colours[ground]) >= 3


def test_every_colour_has_a_dark_one() -> None:
    light = STYLES.split("@media (prefers-color-scheme: dark)", maxsplit=1)[0]
    names = set(re.findall(r"--([a-z-]+):\s*#", light))
    dark = read_colours("dark")
    assert {name for name in names if dark[name] == read_colours("light")[name]} == set()


def test_colours_are_named_in_the_tokens_alone() -> None:
    tokens, rest = STYLES.split("@layer base {", maxsplit=1)
    parts = rest.split("@layer print {", maxsplit=1)[0]
    assert "@layer tokens {" in tokens
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", parts) == []


def test_nothing_is_placed_by_left_or_right() -> None:
    """Logical properties alone, so that a page reads as well from right to left."""
    physical = r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|width|height)\s*:"
    assert re.findall(physical, STYLES) == []


def test_no_two_parts_share_the_name_of_a_class() -> None:
    """What stands in a rule of its own, at the outermost level, is one part; a second rule would restyle it elsewhere."""
    names = re.findall(r"^  \.([\w-]+) \{", STYLES, re.MULTILINE)
    assert [name for name in set(names) if names.count(name) > 1] == []

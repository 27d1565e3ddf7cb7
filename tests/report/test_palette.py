"""Every pair of colours that carries meaning, computed from the style sheet in both themes."""

from __future__ import annotations

import itertools
import re

import pytest

from readiness.report.charts.svg import slot
from readiness.report.shell import style

Rgb = tuple[float, float, float]
# Linear RGB as a person without one kind of cone sees it (Machado, Oliveira and Fernandes 2009, severity 1.0)
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def themes() -> dict[str, dict[str, Rgb]]:
    light, dark = re.findall(r":root\{color-scheme:light dark;(.*?)\}|dark\)\{:root\{(.*?)\}", style())
    found = {"light": _colours(light[0])}
    found["dark"] = found["light"] | _colours(dark[1])
    return found


def _colours(text: str) -> dict[str, Rgb]:
    return {name: _linear(value) for name, value in re.findall(r"--([\w-]+):#([0-9a-f]{6})", text)}


def _linear(value: str) -> Rgb:
    parts = [int(value[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def luminance(colour: Rgb) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(a: Rgb, b: Rgb) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour: Rgb) -> Rgb:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: Rgb, blindness: str) -> Rgb:
    red, green, blue = (sum(f * c for f, c in zip(row, colour, strict=True)) for row in BLIND[blindness])
    return red, green, blue


THEMES = themes()
TEXT = [
    *itertools.product(("ink", "soft", "accent"), ("paper", "card", "wash")),
    *itertools.product(("ink",), ("h0", "h1", "h2", "h3", "h4")),
    *itertools.product(("good", "bad"), ("paper", "card")),
    ("stamp", "stamp-wash"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mark", [f"c{k}" for k in range(7)])
def test_marks_stand_out(theme: str, mark: str) -> None:
    assert all(contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3 for ground in ("paper", "card"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", BLIND)
@pytest.mark.parametrize("many", range(2, 6))
def test_bands_differ_for_the_colour_blind(theme: str, blindness: str, many: int) -> None:
    colours = [lab(seen(THEMES[theme][f"c{slot(k, many)}"], blindness)) for k in range(many)]
    for a, b in itertools.pairwise(colours):
        assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= 12


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", [None, *BLIND])
def test_steps_of_heat_go_one_way(theme: str, blindness: str | None) -> None:
    """Away from the paper with every step, also for the colour-blind: who sees no hue sees the order."""
    colours = [THEMES[theme][f"h{k}"] for k in range(5)]
    lights = [lab(colour if blindness is None else seen(colour, blindness))[0] for colour in colours]
    steps = [abs(b - a) for a, b in itertools.pairwise(lights)]
    assert sorted(lights, reverse=theme == "light") == lights
    assert min(steps) >= 2.3  # what is just noticeable in CIELAB

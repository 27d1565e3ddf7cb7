"""The pictures of the README: three pages of the demo, as Chromium shows them.

``make demo`` first, then ``make images``. The window, its scale and the theme are fixed; the fonts are the
machine's.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "reports" / "demo"
MOST = 300_000  # bytes of one picture
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, the part of it to scroll to, and the window (CSS pixels) that shows it at twice the scale."""

    name: str
    page: str
    at: str
    width: int = 1120
    height: int = 700


PICTURES = (
    Picture("index", "screening/en/index.html", "#bands", height=760),
    Picture("unit", "screening/en/16.07.html", "", height=600),
    Picture("selection", "smart-city/en/selection.html", "#intervals", height=760),
)


def main(out: Path) -> int:
    """Take the pictures into ``out``; 1 where one is too large or a page is missing."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium: install it, or name it in CHROMIUM", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for picture in PICTURES:
            page = DEMO / picture.page
            if not page.is_file():
                print(f"no {page.relative_to(ROOT)}: make demo", file=sys.stderr)
                return 1
            window = {"width": picture.width, "height": picture.height}
            tab = browser.new_page(viewport=window, device_scale_factor=2, color_scheme="light")
            tab.goto(page.as_uri() + picture.at)
            path = out / f"{picture.name}.png"
            tab.screenshot(path=path, animations="disabled")
            tab.close()
            print(f"{path.name}: {path.stat().st_size:,} bytes")
            if path.stat().st_size > MOST:
                print(f"{path.name} is larger than {MOST:,} bytes", file=sys.stderr)
                return 1
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))

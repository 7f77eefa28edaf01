"""What a page is to those who read it: its elements, its width, and whether everybody can read it."""

from __future__ import annotations

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# All that axe-core knows of WCAG 2.2 AA and of good practice; the size of targets is off unless it is asked for.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
_OUTLINE = """() => [...document.querySelectorAll("*")].map(element => {
    let depth = 0;
    for (let above = element; above = above.parentElement; ) depth++;
    const attributes = [...element.attributes].map(one => ` ${one.name}="${one.value}"`).join("");
    return " ".repeat(depth) + element.localName + attributes;
})"""
# Elements that reach out of the window, without those that they stand in or that are hidden on purpose.
_TOO_WIDE = """() => [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    const own = element.clientWidth && getComputedStyle(element).overflowX !== "hidden";
    return box.right > innerWidth + 0.5 || box.left < -0.5 || own && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.localName)"""

# Words, or parts of a name between underscores, that stand on more than one line.
_BROKEN = """selector => [...document.querySelectorAll(selector)].flatMap(element => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
    const found = [];
    while (texts.nextNode())
        for (const word of texts.currentNode.data.matchAll(/[^\\s_]+/g)) {
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0]);
        }
    return found;
})"""


@cache
def _axe() -> Axe:
    return Axe()


def violations(page: Page) -> list[str]:
    """What axe-core finds: the rule, and the elements that break it."""
    found = _axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


def outline(page: Page) -> list[str]:
    """Every element that the browser made of the page, with its attributes, indented as they are nested."""
    return page.evaluate(_OUTLINE)


def too_wide(page: Page) -> list[str]:
    """The elements for which a reader would have to scroll sideways."""
    return page.evaluate(_TOO_WIDE)


def broken_words(page: Page, selector: str) -> list[str]:
    """Words of these elements that are broken at the end of a line."""
    return page.evaluate(_BROKEN, selector)

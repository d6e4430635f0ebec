"""The pages in a real headless Chromium: the hits lie where the characters are, with and without scripts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NEAR = 3.0
"""Pixels of the screen that a box may be off."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Debian's chromium is not installed"),
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path in a new window; afterwards, nothing may have been said on the console."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_(path: str, *, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            **{"locale": "zh-CN", "reduced_motion": "reduce", **options},  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on(
            "request", lambda request: None if request.url.startswith(address) else said.append(request.url)
        )
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


def boxes_on_screen(page: Page) -> list[dict[str, float]]:
    found = page.locator(".hit-box rect").all()
    return [box for rect in found if (box := rect.bounding_box())]


def expected(page: Page, page_id: str, box: tuple[int, int, int, int]) -> list[float]:
    """Where a box of a page of 1200 pixels in width is on the screen: left, top, width, height."""
    image = page.locator(f"#page-{page_id} img").bounding_box()
    assert image
    scale = image["width"] / 1200
    x0, y0, x1, y1 = box
    return [image["x"] + x0 * scale, image["y"] + y0 * scale, (x1 - x0) * scale, (y1 - y0) * scale]


def values(box: dict[str, float]) -> list[float]:
    return [box["x"], box["y"], box["width"], box["height"]]


def loaded(page: Page) -> None:
    page.wait_for_function("[...document.images].filter(i => i.loading != 'lazy').every(i => i.complete)")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 700), (360, 740)])
def test_from_a_search_to_the_place_on_the_page(visit: Open, width: int, height: int) -> None:
    page = visit("/", width=width, height=height)
    assert page.url.endswith("/zh-hans/")
    page.get_by_role("searchbox").fill("出口退稅")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("link", name="关于调整部分商品出口退税率的公告").click()
    expect(page.locator("h1")).to_contain_text("出口退税率")
    loaded(page)
    boxes = boxes_on_screen(page)
    assert len(boxes) == 2
    assert values(boxes[0]) == pytest.approx(expected(page, "i1p1", (600, 200, 760, 240)), abs=NEAR)
    assert values(boxes[1]) == pytest.approx(expected(page, "i1p1", (700, 460, 860, 500)), abs=NEAR)


def test_the_box_lies_on_the_ink_of_the_word(visit: Open) -> None:
    page = visit("/zh-hans/notices/i1n1?q=出口退税")
    loaded(page)
    boxes = boxes_on_screen(page)
    page.evaluate("document.querySelectorAll('svg').forEach(drawing => drawing.remove())")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for box in boxes:
        frame = (round(box["x"]) - 30, round(box["y"]) - 20)
        frame = (*frame, round(box["x"] + box["width"]) + 30, round(box["y"] + box["height"]) + 20)
        part = shot.crop(frame)
        blue = part.point(lambda value: value)  # a copy whose channels are looked at together below
        red, green, shade = blue.split()
        mask = Image.eval(red, lambda v: 255 * (v < 90))
        mask.paste(0, mask=Image.eval(green, lambda v: 255 * (v >= 90)))
        mask.paste(0, mask=Image.eval(shade, lambda v: 255 * (v <= 160)))
        ink = mask.getbbox()
        assert ink, "the word's own pixels are not near its box"
        # The squares leave 4 of 40 pixels free at each side of a cell.
        scale = box["height"] / 40
        left, top = frame[0] + ink[0], frame[1] + ink[1]
        right, bottom = frame[0] + ink[2], frame[1] + ink[3]
        assert left == pytest.approx(box["x"] + 4 * scale, abs=NEAR)
        assert top == pytest.approx(box["y"] + 4 * scale, abs=NEAR)
        assert right == pytest.approx(box["x"] + box["width"] - 4 * scale, abs=NEAR)
        assert bottom == pytest.approx(box["y"] + box["height"] - 4 * scale, abs=NEAR)


def test_a_vertical_word_is_boxed_downwards(visit: Open) -> None:
    page = visit("/zh-hant/notices/i2n1?q=遵照")
    loaded(page)
    (box,) = boxes_on_screen(page)
    assert values(box) == pytest.approx(expected(page, "i2p1", (900, 480, 940, 560)), abs=NEAR)


def test_zooming_keeps_the_box_on_the_word(visit: Open) -> None:
    page = visit("/en/notices/i1n1?q=出口退税")
    loaded(page)
    before = boxes_on_screen(page)[0]["width"]
    page.get_by_role("button", name="Larger").click()
    boxes = boxes_on_screen(page)
    assert boxes[0]["width"] == pytest.approx(1.5 * before, rel=0.02)
    assert values(boxes[0]) == pytest.approx(expected(page, "i1p1", (600, 200, 760, 240)), abs=NEAR)


def test_a_hit_in_the_text_leads_to_its_box_and_back(visit: Open) -> None:
    page = visit("/en/notices/i1n1?q=生铁", height=500)
    page.locator("#hit-1").click()
    expect(page.locator("#box-1")).to_be_focused()
    expect(page.locator("#box-1 rect")).to_be_in_viewport()
    assert page.url.endswith("#box-1")
    page.keyboard.press("Enter")
    expect(page.locator("#hit-1")).to_be_focused()
    expect(page.locator("#hit-1")).to_be_in_viewport()


def test_one_can_step_through_the_places(visit: Open) -> None:
    page = visit("/en/notices/i1n1?q=出口退税")
    for hit in ("hit-1", "hit-2", "hit-1"):
        page.get_by_role("button", name="Next place").click()
        expect(page.locator("a.hit.current")).to_have_id(hit)
        expect(page.locator(".hit-box.current")).to_have_count(1)


def test_it_works_without_scripts(visit: Open) -> None:
    page = visit("/zh-hans/", java_script_enabled=False, height=500)
    page.get_by_role("searchbox").fill("生铁")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="关于调整部分商品").click()
    page.locator("#hit-1").click()
    expect(page.locator("#box-1 rect")).to_be_in_viewport()
    assert page.get_by_role("button", name="下一处").count() == 0
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="To cite")).to_be_attached()


def test_the_language_switch_keeps_the_question(visit: Open) -> None:
    page = visit("/zh-hans/?q=公告&kind=公告")
    expect(page.get_by_text("找到 2 件文告")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("2 notices found")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("公告")
    page.get_by_role("link", name="繁體").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit("/en/?q=出口退税")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('h3') !== null"):
            break
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2, "one cannot see where the focus is"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("出口退税")


@pytest.mark.parametrize(
    "path",
    [
        "/zh-hans/",
        "/en/?q=公告",
        "/zh-hant/?q=没有这样的词",
        "/en/?from=x",
        "/en/notices/i1n1?q=出口退税",
        "/en/notices/i1n2",
        "/en/notices/i2n1",
        "/en/issues",
        "/en/issues/i1",
        "/en/pages/i1p1",
        "/docs",
    ],
)
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 740})
    page = context.new_page()
    page.goto(address + path)
    for width in (1440, 768, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Open, scheme: str) -> None:
    page = visit("/en/?q=公告", color_scheme=scheme)
    ratios = page.evaluate(
        """() => {
          const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number);
            return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
          const ground = e => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
          return [...document.querySelectorAll('main *, header *, footer *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetWidth > 1)
            .map(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
              return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className + ' ' + e.textContent]; });
        }"""
    )
    assert len(ratios) > 20
    assert [text for ratio, text in ratios if ratio < 4.5] == []

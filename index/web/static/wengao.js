// What is nicer with a script; every page does its work without it.
"use strict";

(() => {
  const pane = document.querySelector(".sheets");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  // Hits: text and box lead to each other; both are shown as current, the other side comes to the middle.
  const textHits = [...document.querySelectorAll("a.hit[id]")];
  const boxes = [...document.querySelectorAll(".hit-box")];
  const numberOf = (address) => Number((address || "").split("-").pop());

  function bringIntoPane(element) {
    if (!pane || !element) return;
    if (getComputedStyle(pane).position !== "sticky") {
      element.scrollIntoView({ block: "center", inline: "center", behavior: behavior() });
      return;
    }
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollBy({
      top: box.top + box.height / 2 - frame.top - frame.height / 2,
      left: box.left + box.width / 2 - frame.left - frame.width / 2,
      behavior: behavior(),
    });
  }

  function select(hit) {
    for (const element of document.querySelectorAll("a.hit")) {
      element.classList.toggle("current", numberOf(element.getAttribute("href")) === hit);
    }
    for (const box of boxes) box.classList.toggle("current", Number(box.dataset.hit) === hit);
  }

  function selected() {
    const current = document.querySelector("a.hit.current");
    return current ? numberOf(current.getAttribute("href")) : 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.hit, a.hit-box");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hit = numberOf(link.getAttribute("href"));
    const toBox = link.classList.contains("hit");
    const target = document.getElementById(`${toBox ? "box" : "hit"}-${hit}`);
    select(hit);
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, "", `#${target.id}`);
    if (toBox) bringIntoPane(target);
    else target.scrollIntoView({ block: "center", behavior: behavior() });
    target.focus({ preventScroll: true });
  });

  const steps = document.querySelector(".finder-steps");
  if (steps && textHits.length) {
    steps.hidden = false;
    steps.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-step]");
      if (!button) return;
      const here = textHits.findIndex((link) => numberOf(link.id) === selected());
      const step = Number(button.dataset.step);
      const next = here < 0 ? (step > 0 ? 0 : textHits.length - 1) : (here + step + textHits.length) % textHits.length;
      const link = textHits[next];
      const hit = numberOf(link.id);
      select(hit);
      link.scrollIntoView({ block: "center", behavior: behavior() });
      if (pane && getComputedStyle(pane).position === "sticky") bringIntoPane(document.getElementById(`box-${hit}`));
    });
  }

  // The first place found is in view from the start.
  if (boxes.length && !location.hash && pane && getComputedStyle(pane).position === "sticky") {
    const first = boxes[0];
    const box = first.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top > frame.bottom - 40) pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  // Which page is in view.
  const tabs = new Map([...document.querySelectorAll(".sheet-tools nav a")].map((tab) => [tab.dataset.page, tab]));
  if (tabs.size > 1) {
    const seen = new Map();
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) seen.set(entry.target.dataset.page, entry.intersectionRect.height);
      let most = "";
      for (const [page, height] of seen) if (height > (seen.get(most) || 0)) most = page;
      for (const [page, tab] of tabs) {
        tab.classList.toggle("current", page === most);
        if (page === most) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      }
    }, { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] });
    for (const sheet of document.querySelectorAll(".sheet")) watcher.observe(sheet);
  }

  // Zoom.
  const zoom = document.querySelector(".zoom");
  if (zoom && pane) {
    let level = 0;
    zoom.hidden = false;
    zoom.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-zoom]");
      if (!button) return;
      const old = level;
      level = Math.min(3, Math.max(0, level + Number(button.dataset.zoom)));
      if (level === old) return;
      const middle = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight;
      pane.classList.remove(`zoom-${old}`);
      if (level) pane.classList.add(`zoom-${level}`);
      const sizes = ["48vw", "72vw", "106vw", "154vw"][level];
      for (const image of pane.querySelectorAll("img")) image.sizes = `(min-width: 64rem) ${sizes}, 100vw`;
      const current = pane.querySelector(".hit-box.current");
      if (current) bringIntoPane(current);
      else pane.scrollTop = middle * pane.scrollHeight - pane.clientHeight / 2;
    });
  }

  // Copy a citation.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.done;
    });
  }
})();

import { createHash } from "node:crypto";

/**
 * What a page with folds can do beside being read: `/` searches, Enter goes to the next place and Shift+Enter to the
 * one before, Escape ends it and folds everything as it was. It makes no element and no address of what it finds:
 * places are marked by the browser's own highlights.
 */
const SCRIPT = `
"use strict";
const bar = document.querySelector(".search");
const field = bar.querySelector("input");
const said = bar.querySelector("output");
const all = [...document.querySelectorAll(".folds .fold")];
const MOST = 5000;
let texts, opened, hits = [], at = -1, timer = 0;
const highlight = (name, ranges) => {
  if (!window.CSS || !CSS.highlights) return;
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
};
const gather = () => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".folds") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() !== "") found.push(walker.currentNode);
  return found;
};
const end = () => {
  if (opened) all.forEach((one, index) => { one.open = opened[index]; one.classList.remove("off"); });
  opened = undefined;
  hits = [];
  at = -1;
  said.textContent = "";
  highlight("hit", []);
  highlight("here", []);
};
const search = () => {
  const asked = field.value.trim();
  if (asked === "") return end();
  texts ??= gather();
  opened ??= all.map((one) => one.open);
  const pattern = new RegExp(asked.replace(/[\\\\^$.*+?()[\\]{}|/-]/g, "\\\\$&"), "giu");
  hits = [];
  const kept = new Set();
  for (const node of texts) {
    if (hits.length >= MOST) break;
    for (const { index, 0: match } of node.data.matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + match.length);
      hits.push(range);
      if (hits.length >= MOST) break;
      for (let one = node.parentElement.closest(".fold"); one; one = one.parentElement.closest(".fold")) kept.add(one);
    }
  }
  for (const one of all) {
    one.open = kept.has(one);
    one.classList.toggle("off", !kept.has(one) && hits.length > 0);
  }
  highlight("hit", hits);
  at = -1;
  if (hits.length > 0) go(1);
  else {
    highlight("here", []);
    said.textContent = "nothing found";
  }
};
const go = (step) => {
  if (hits.length === 0) return;
  at = (at + step + hits.length) % hits.length;
  const here = hits[at];
  for (let one = here.startContainer.parentElement.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  highlight("here", [here]);
  said.textContent = (at + 1) + " of " + hits.length + (hits.length >= MOST ? " or more" : "");
  here.startContainer.parentElement.scrollIntoView({ block: "center" });
};
field.addEventListener("input", () => { hits = []; at = -1; clearTimeout(timer); timer = setTimeout(search, 100); });
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); clearTimeout(timer); if (at < 0) search(); else go(event.shiftKey ? -1 : 1); }
  if (event.key === "Escape") { field.value = ""; clearTimeout(timer); end(); field.blur(); }
});
bar.addEventListener("click", ({ target }) => {
  const step = Number(target.dataset.step);
  if (step) go(step);
  if (target.dataset.open) for (const one of all) one.open = target.dataset.open === "yes";
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target === field || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});
bar.hidden = false;
`;

/** Stands above the folds; shown by the script alone, so that nobody types where nothing listens. */
export const SEARCH_BAR = [
  '<div class="search" role="search" hidden><input type="search" placeholder="Search  /" aria-label="Search the transcripts" autocomplete="off" spellcheck="false">',
  '<output aria-live="polite"></output>',
  '<button type="button" data-step="-1" aria-label="Previous place">↑</button><button type="button" data-step="1" aria-label="Next place">↓</button>',
  '<button type="button" data-open="yes">Open all</button><button type="button" data-open="no">Fold all</button></div>',
].join("");

export const SEARCH_SCRIPT = `<script>${SCRIPT}</script>`;
/** What lets this script run, and no other. */
export const SEARCH_SOURCE = `'sha256-${createHash("sha256").update(SCRIPT).digest("base64")}'`;

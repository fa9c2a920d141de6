/* The panel and the inspector: open an annotation, fold and unfold lists. */

import { get, inspector, tell } from "./fragments.js";

document.documentElement.classList.add("scripted");
export const BASE = `${location.pathname}annotations/`;

let wanted = 0;

/** Load an annotation, or a page of choices, into the inspector; `quietly`: the focus stays. */
export async function open(address, { quietly = false } = {}) {
  const turn = (wanted += 1);
  import("./chooser.js");
  const found = await get(address, inspector, () => turn === wanted);
  if (found && inspector.firstElementChild) shown(quietly);
}

/** Bring the inspector to the editor's notice; `anew`: asked for, not only refreshed. */
export function shown(quietly = false, anew = !quietly) {
  tell("desk:opened", anew);
  for (const around of [inspector.parentElement, document.getElementById("beside")]) around.scrollTop = 0;
  const field = inspector.querySelector("[autofocus]");
  if (!quietly && field) field.select();
  else if (!quietly && !inspector.contains(document.activeElement)) inspector.focus({ preventScroll: true });
}

export function close() {
  wanted += 1;
  inspector.replaceChildren();
  inspector.blur();
  tell("desk:closed");
}

/** Whether an address is one of this article's annotations: those are shown in the inspector. */
function isOurs(address) {
  const { origin, pathname } = new URL(address, location);
  return origin === location.origin && pathname.startsWith(BASE);
}

document.addEventListener("click", (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[href]");
  if (!link) return;
  if (link.matches(".fold")) {
    event.preventDefault();
    fold(link);
  } else if (link.matches(".open, .inspector a") && isOurs(link.href)) {
    event.preventDefault();
    open(link.href);
  } else if (link.hasAttribute("data-reload")) {
    event.preventDefault();
    location.href = link.href;
    location.reload();
  } else if (link.matches(".inspector .close")) {
    event.preventDefault();
    close();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const address = form.getAttribute("action");
  if (form.method !== "get" || !address || !isOurs(address)) return;
  event.preventDefault();
  open(`${address}?${new URLSearchParams(new FormData(form))}`);
});

/** What Escape ends, if it is there; then the inspector, and last the sheet of a small screen. */
const ENDED = ["dialog[open] .close", "#more-ways[open] summary", "#offer .close", ".arming:not([hidden]) .close"];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const end = ENDED.map((one) => document.querySelector(one)).find(Boolean);
  if (end) event.preventDefault();
  if (!end && inspector.firstElementChild) close();
  else (end ?? document.querySelector(".up .sheet-handle"))?.click();
});

export function openKeys() {
  return Array.from(document.querySelectorAll('.fold[aria-expanded="true"]'), (one) => one.dataset.open);
}

async function fold(link) {
  const { open: key } = link.dataset;
  const keys = new Set(openKeys());
  if (!keys.delete(key)) keys.add(key);
  if (!(await list(link.closest(".section").id, keys))) return;
  document.querySelector(`.fold[data-open="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** Load a list of the panel anew, with some of its folds open. */
function list(section, keys) {
  return get(`${location.pathname}sections/${section}/?${asking(keys)}`);
}

// Somebody else has changed it meanwhile.
document.addEventListener("desk:missing", (event) => event.detail && list(event.detail, openKeys()));

function asking(keys) {
  return new URLSearchParams(Array.from(keys, (key) => ["open", key]));
}

/** Ask for what an answer leaves for later. */
document.addEventListener("desk:changed", () => {
  for (const one of inspector.querySelectorAll("[data-later]")) {
    const { later } = one.dataset;
    delete one.dataset.later;
    get(later, one);
  }
});

const stories = document.getElementById("stories");

function retell() {
  get(stories.dataset.from, stories);
}

document.addEventListener("desk:told", retell);
retell();

/** While the pipeline reads the article, ask now and then what it has found. */
function lookAgain() {
  const reading = document.querySelector("[data-poll]");
  if (!reading) return;
  get(`${reading.dataset.poll}?${asking(openKeys())}`).then(() => setTimeout(lookAgain, 2000));
}

setTimeout(lookAgain, 2000);

/* The panel and the inspector: open an annotation, fold and unfold lists. */

import { get, inspector, tell } from "./fragments.js";

document.documentElement.classList.add("scripted");
const BASE = `${location.pathname}annotations/`;

let wanted = 0;

/** Load an annotation, or a page of choices, into the inspector; `quietly`: the focus stays. */
export async function open(address, { quietly = false } = {}) {
  const turn = (wanted += 1);
  import("./chooser.js");
  const found = await get(address, inspector, () => turn === wanted);
  if (found && inspector.firstElementChild) shown(quietly);
}

/** Bring what was put into the inspector to the editor's notice. */
export function shown(quietly = false) {
  for (const around of [inspector.parentElement, document.getElementById("beside")]) around.scrollTop = 0;
  const field = inspector.querySelector("[autofocus]");
  if (!quietly && field) field.select();
  else if (!quietly && !inspector.contains(document.activeElement)) inspector.focus({ preventScroll: true });
  tell("desk:opened");
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

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (inspector.firstElementChild) close();
});

export function openKeys() {
  return Array.from(document.querySelectorAll('.fold[aria-expanded="true"]'), (one) => one.dataset.open);
}

async function fold(link) {
  const key = link.dataset.open;
  const keys = openKeys();
  const asked = new URLSearchParams();
  for (const one of keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]) {
    asked.append("open", one);
  }
  const section = link.closest(".section").id;
  const holder = document.createElement("div");
  if (!(await get(`${location.pathname}sections/${section}/?${asked}`, holder))) return;
  document.getElementById(section).replaceWith(...holder.childNodes);
  tell("desk:changed");
  document.querySelector(`.fold[data-open="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

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
  const asked = new URLSearchParams(openKeys().map((key) => ["open", key]));
  get(`${reading.dataset.poll}?${asked}`).then(() => setTimeout(lookAgain, 2000));
}

setTimeout(lookAgain, 2000);

/* The current suggestion: one is, shown in the text, in the panel and in the bar that judges it. */

import { held, inspector } from "./fragments.js";
import { about, all, entityOf, marksOf, rowsOf } from "./marks.js";
import { undo } from "./outbox.js";
import { close, open } from "./panel.js";
import { units, whole } from "./words.js";

const BASE = `${location.pathname}annotations/`;
const FOLLOW_MS = 180;
const bar = document.getElementById("current");
const what = bar.querySelector(".what");
const judge = bar.querySelector("form");
const beside = document.querySelector(".beside");
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });
// A decision of one of these is about the whole of a suggestion: the next one is current then.
const MOVES_ON = ["accept", "reject", "relabel", "respan", "relink"];

let now = null;

/** The current suggestion, as the editor sees it, or undefined. */
export function current() {
  return about(now);
}

/* --- Walking -------------------------------------------------------------------------------------- */

const isToCheck = (one) => one.status === "suggested" && isShown(one);

/** Whether the layer of an annotation is switched on above the text. */
function isShown(one) {
  const layer = { name: "names", attribution: "attributions" }[one.layer] ?? "proposals";
  return document.getElementById(`show-${layer}`).checked;
}

const WALKS = {
  "next": [1, isToCheck],
  "previous": [-1, isToCheck],
  "next-same": [1, (one) => isSame(one) && one.status !== "rejected"],
  "previous-same": [-1, (one) => isSame(one) && one.status !== "rejected"],
  "next-of-all": [1, () => true],
  "previous-of-all": [-1, () => true],
};

function isSame(one) {
  return one.whom ? one.whom === current()?.whom : one.pk === now;
}

/** Go to the next one of a walk; from the end it goes on at the beginning. */
export function walk(name) {
  const [step, isWanted] = WALKS[name];
  const next = neighbour(step, isWanted);
  if (next) go(next.pk);
  else describe();
}

function neighbour(step, isWanted) {
  const ordered = all();
  const here = ordered.findIndex((one) => one.pk === now);
  for (let far = 1; far <= ordered.length; far += 1) {
    const one = ordered.at((here < 0 && step > 0 ? far - 1 : here + step * far) % ordered.length);
    if (one.pk !== now && isWanted(one)) return one;
  }
  return undefined;
}

/** Make an annotation the current one and bring it into view. */
export function go(pk, { reveals = true, follows = true } = {}) {
  now = Number(pk);
  mark();
  describe();
  if (reveals) reveal();
  if (follows) follow();
}

/* --- What is shown of it --------------------------------------------------------------------------- */

function mark() {
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now", "first");
  marksOf(now).forEach((one, place) => one.classList.add("now", ...(place ? [] : ["first"])));
  for (const row of places()) row.classList.add("now");
}

/** The rows of the panel for the current one; where its list is folded, the list's. */
function places() {
  const rows = rowsOf(now);
  if (rows.length) return Array.from(rows);
  const one = current();
  const key = one && `${typeof one.whom === "number" ? "e" : ""}${one.whom}-${one.label}`;
  const list = key && document.getElementById(`g-${key}`);
  return list ? [list] : [];
}

/** Scroll so that the mark stands clear of the frame and of what lies over the text. */
function reveal() {
  const [first] = marksOf(now);
  if (first) {
    const box = first.getBoundingClientRect();
    const below = getComputedStyle(beside).position === "fixed" ? beside.getBoundingClientRect().top : innerHeight;
    if (box.top < 72 || box.bottom > below - 48) scrollBy({ top: box.top - below * 0.38, behavior: "instant" });
  }
  for (const row of places()) revealRow(row);
}

/** Scroll the list that a row stands in, and nothing else. */
function revealRow(row) {
  const list = row.closest(".cards, .names");
  const scroller = [list, beside].find((one) => getComputedStyle(one).overflowY === "auto");
  if (!scroller || row.offsetParent === null) return;
  const covered = list.contains(bar) ? bar.closest(".desk-head").getBoundingClientRect().bottom : scroller.getBoundingClientRect().top;
  const box = row.getBoundingClientRect();
  const { bottom } = scroller.getBoundingClientRect();
  if (box.top < covered + 4) scroller.scrollTop -= covered + 12 - box.top;
  else if (box.bottom > bottom - 4) scroller.scrollTop += Math.min(box.bottom - bottom + 24, box.top - covered - 12);
}

/** Say in the bar what the current one is, and set its buttons to it. */
function describe() {
  const one = current();
  const left = all().filter(isToCheck);
  bar.classList.toggle("nothing", !one);
  bar.dataset.status = one?.status ?? "";
  if (!one) return what.replaceChildren(left.length ? "Nothing is current." : "Nothing is left to check.");
  const spot = left.findIndex((other) => other.pk === one.pk);
  const place = left.length ? (spot < 0 ? `${left.length} left to check` : `${spot + 1} of ${left.length} to check`) : "all checked";
  what.replaceChildren(
    part("b", "said", `“${shortened(wordsOf(one))}”`),
    part("span", `chip hue-${one.layer === "name" ? one.label : one.layer}`, nameOf(one)),
    ...(one.layer === "name" ? [linkOf(one)] : []),
    part("span", "standing", one.status === "suggested" ? "not checked" : one.status),
    ...(one.confidence === null ? [] : [part("span", "sure", `${one.confidence} % sure`)]),
    part("span", "place", place),
  );
  setButtons(one);
}

function part(tag, name, words) {
  const element = document.createElement(tag);
  element.className = name;
  element.dir = "auto";
  element.textContent = words;
  return element;
}

function wordsOf(one) {
  return whole().slice(units(one.start), units(one.end));
}

function shortened(words) {
  const plain = words.replace(/\s+/g, " ");
  return plain.length > 90 ? `${plain.slice(0, 88)}…` : plain;
}

function nameOf(one) {
  const button = judge.querySelector(`[data-layer="${one.layer}"] [value="${one.label}"]`);
  const label = button?.dataset.name ?? one.label;
  return one.layer === "name" ? label : `${one.layer}: ${label}`;
}

function linkOf(one) {
  const entity = entityOf(one);
  if (!entity) return part("span", "link-to none", "linked to nobody");
  const country = entity.country ? countries.of(entity.country) : "";
  const told = country === entity.name ? "country" : country;
  return part("span", "link-to", `= ${entity.name}${told ? `, ${told}` : ""}`);
}

function setButtons(one) {
  const address = `${BASE}${one.pk}/`;
  judge.elements.revision && (judge.elements.revision.value = one.revision);
  judge.setAttribute("action", `${address}accept/`);
  for (const button of judge.querySelectorAll("[data-verb]")) {
    button.setAttribute("formaction", `${address}${button.dataset.verb}/`);
    button.disabled = one.status === { accept: "accepted", reject: "rejected" }[button.dataset.verb];
  }
  for (const labels of judge.querySelectorAll("[data-layer]")) {
    labels.hidden = labels.dataset.layer !== one.layer;
    for (const button of labels.querySelectorAll("button")) {
      button.toggleAttribute("disabled", labels.hidden || button.value === one.label);
      button.setAttribute("aria-pressed", button.value === one.label);
    }
  }
  for (const link of bar.querySelectorAll("[data-of]")) {
    link.href = `${address}${link.dataset.of}`;
    link.hidden = link.dataset.for ? link.dataset.for !== one.layer : false;
  }
}

/* --- The inspector goes along, if it is open ---------------------------------------------------------- */

let following;

function follow() {
  clearTimeout(following);
  const shown = held();
  if (!shown || Number(shown) === now || inspector.querySelector(".stale, [role=alert]")) return;
  following = setTimeout(() => open(`${BASE}${now}/`, { quietly: true }), FOLLOW_MS);
}

/* --- Decisions move on ---------------------------------------------------------------------------------- */

let lastChanged = [];

function moveOn({ taken, settled, dropped, refused }) {
  const byHand = taken?.via || taken?.verb === "relink";
  if (byHand && Number(taken.about) === now && MOVES_ON.includes(taken.verb)) {
    if (taken.verb === "relink") close();
    const next = neighbour(1, isToCheck);
    if (next) return go(next.pk);
  }
  // What is decided along with another one leaves the way free as well.
  if (taken && !taken.about && taken.concerns.includes(now)) {
    const next = neighbour(1, isToCheck);
    if (next) return go(next.pk);
  }
  if (settled?.verb === "undo" && lastChanged.length) return go(lastChanged[0]);
  if ((dropped ?? refused)?.about) return go((dropped ?? refused).about, { follows: false });
  return describe();
}

document.addEventListener("desk:index", (event) => (lastChanged = event.detail.annotations.map(([pk]) => pk)));
document.addEventListener("desk:pending", (event) => moveOn(event.detail));
document.addEventListener("desk:changed", () => {
  if (!current()) now = neighbour(1, isToCheck)?.pk ?? null;
  mark();
  describe();
});
document.addEventListener("desk:opened", () => {
  const pk = Number(held());
  if (pk && pk !== now && about(pk)) go(pk, { reveals: false, follows: false });
});
bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-walk], [data-does=undo]");
  if (button?.dataset.walk) walk(button.dataset.walk);
  else if (button) undo();
});
for (const box of document.querySelectorAll(".legend input")) box.addEventListener("change", describe);

/* --- Where the page opens --------------------------------------------------------------------------------- */

/** Make current what the address names, else the first that is to be checked. */
function begin() {
  const named = Number(location.hash.match(/^#a(\d+)$/)?.[1]);
  const first = about(named) ?? neighbour(1, isToCheck) ?? all()[0];
  if (first) go(first.pk, { reveals: Boolean(judge.elements.revision), follows: false });
  else describe();
}

begin();
addEventListener("hashchange", () => {
  const named = Number(location.hash.match(/^#a(\d+)$/)?.[1]);
  if (about(named)) go(named, { reveals: false });
});


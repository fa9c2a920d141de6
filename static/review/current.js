/* The current suggestion: one is, shown in the text, in the panel and in the bar that judges it. */

import { held, inspector } from "./fragments.js";
import { about, all, entityOf, marksOf, rowsOf } from "./marks.js";
import { undo } from "./outbox.js";
import { BASE, close, open } from "./panel.js";
import { units, whole } from "./words.js";

const FOLLOW_MS = 180;
const bar = document.getElementById("current");
const what = bar.querySelector(".what");
const judge = bar.querySelector("form");
const beside = document.getElementById("beside");
// Whether the panel lies over the text.
const isSheet = () => getComputedStyle(beside).position === "fixed";
const countries = new Intl.DisplayNames("en", { type: "region" });
// A decision of one of these is about the whole of a suggestion.
const MOVES_ON = ["accept", "reject", "relabel", "respan", "relink"];

let now = null;

/** The current suggestion, as the editor sees it, or undefined. */
export function current() {
  return about(now);
}

const WALKS = {
  next: isToCheck,
  same: (one) => one.status !== "rejected" && one.whom && one.whom === current()?.whom,
  all: () => true,
};

/** Whether it is unjudged, and of a layer that is switched on. */
function isToCheck(one) {
  const layer = { name: "names", attribution: "attributions" }[one.layer] ?? "proposals";
  return one.status === "suggested" && document.getElementById(`show-${layer}`)?.checked;
}

/** The next annotation of a walk, forwards (1) or backwards (-1), round the end. */
function neighbour(step = 1, isWanted = isToCheck) {
  const ordered = step > 0 ? all() : all().reverse();
  const here = ordered.findIndex((one) => one.pk === now) + 1;
  return [...ordered.slice(here), ...ordered.slice(0, here)].find((one) => one.pk !== now && isWanted(one));
}

export function go(pk, { reveals = true, follows = true } = {}) {
  now = Number(pk);
  mark();
  describe();
  if (reveals) reveal();
  if (follows) follow();
}

function mark() {
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now", "first", "last");
  const marks = Array.from(marksOf(now));
  for (const one of [...marks, ...rows()]) one.classList.add("now");
  marks[0]?.classList.add("first");
  marks.at(-1)?.classList.add("last");
}

/** The rows of the panel for the current one; where its list is folded, the list's. */
function rows() {
  const found = Array.from(rowsOf(now));
  const { whom, label } = current() ?? {};
  const list = document.getElementById(`g-${typeof whom === "number" ? "e" : ""}${whom}-${label}`);
  return found.length || !list ? found : [list];
}

/** Scroll until the mark stands clear of the frame and of what lies over it. */
function reveal(inLists = true) {
  const box = marksOf(now)[0]?.getBoundingClientRect();
  const below = isSheet() ? beside.getBoundingClientRect().top : innerHeight;
  if (box && (box.top < 72 || box.bottom > below - 48)) scrollBy({ top: box.top - below * 0.38, behavior: "instant" });
  if (inLists) rows().forEach(revealRow);
}

/** Scroll the list that a row stands in, and nothing else. */
function revealRow(row) {
  const before = scrollY;
  row.scrollIntoView({ block: "nearest", behavior: "instant" });
  scrollTo({ top: before, behavior: "instant" });
}

function describe() {
  const one = current();
  const told = one ? tell(one) : { place: "There is nothing to check." };
  for (const part of bar.querySelectorAll(".for-one")) part.hidden = !one;
  if (one) setButtons(one);
  for (const part of what.children) {
    const words = told[part.classList[0]] ?? "";
    // What is said again would be read out again.
    if (part.textContent !== words) part.textContent = words;
  }
}

/** What the bar says of an annotation, by the class of what says it. */
function tell(one) {
  const words = whole.slice(units(one.start), units(one.end)).replace(/\s+/g, " ");
  const isName = one.layer === "name";
  const label = judge.querySelector(`[data-layer=${one.layer}] [value=${one.label}]`)?.dataset.name ?? one.label;
  what.querySelector(".chip").className = `chip hue-${isName ? one.label : one.layer}`;
  return {
    said: `“${words.length > 90 ? `${words.slice(0, 88)}…` : words}”`,
    chip: isName ? label : `${one.layer}: ${label}`,
    "link-to": isName ? linkOf(one) : "",
    standing: one.status === "suggested" ? "not checked" : one.status,
    sure: one.confidence === null ? "" : `${one.confidence} % sure`,
    place: placeOf(one),
  };
}

function placeOf(one) {
  const left = all().filter(isToCheck);
  const place = left.findIndex(({ pk }) => pk === one.pk);
  if (!left.length) return "all checked";
  return place < 0 ? `${left.length} left to check` : `${place + 1} of ${left.length} to check`;
}

function linkOf(one) {
  const entity = entityOf(one);
  if (!entity) return "linked to nobody";
  const country = entity.country ? countries.of(entity.country) : "";
  const from = country === entity.name ? "country" : country;
  return `= ${entity.name}${from ? `, ${from}` : ""}`;
}

function setButtons(one) {
  const address = `${BASE}${one.pk}/`;
  const { revision } = judge.elements;
  if (revision) revision.value = one.revision;
  for (const button of judge.querySelectorAll("[data-verb]")) {
    const labels = button.closest("[data-layer]");
    if (labels) labels.hidden = labels.dataset.layer !== one.layer;
    button.setAttribute("formaction", `${address}${button.dataset.verb}/`);
    button.disabled = labels ? button.value === one.label : button.dataset.makes === one.status;
    if (labels) button.ariaPressed = String(button.value === one.label);
  }
  for (const link of bar.querySelectorAll("[data-of]")) {
    link.href = `${address}${link.dataset.of}`;
    link.hidden = (link.dataset.for ?? one.layer) !== one.layer;
  }
}

let following;

function follow() {
  clearTimeout(following);
  if ([undefined, String(now)].includes(held()) || inspector.querySelector(".stale, [role=alert]")) return;
  following = setTimeout(() => open(`${BASE}${now}/`, { quietly: true }), FOLLOW_MS);
}

let changed = [];

function moveOn({ taken, settled, dropped, refused }) {
  const next = taken && decides(taken) && neighbour();
  const back = dropped ?? refused;
  if (taken?.verb === "relink") close();
  if (next) go(next.pk);
  else if (settled?.verb === "undo" && changed.length) go(changed[0]);
  else if (back?.about) go(back.about, { follows: false });
  else describe();
}

/** Whether the current one is done with, by itself or along with others. */
function decides({ via, verb, about: pk, concerns }) {
  const isDone = via === "bar" || (via === "key" && verb !== "relabel") || verb === "relink";
  return concerns.includes(now) && (!pk || (isDone && MOVES_ON.includes(verb)));
}

document.addEventListener("desk:index", (event) => (changed = event.detail.annotations.map(([pk]) => pk)));
document.addEventListener("desk:pending", (event) => moveOn(event.detail));
document.addEventListener("desk:changed", () => {
  if (!current()) now = neighbour()?.pk ?? null;
  mark();
  describe();
});
document.addEventListener("desk:opened", ({ detail: anew }) => {
  const pk = Number(held());
  if (anew && pk !== now && about(pk)) go(pk, { reveals: false, follows: false });
  if (isSheet()) reveal(false);
});
bar.addEventListener("click", (event) => {
  const { walk, step, does } = event.target.closest("[data-walk], [data-does=undo]")?.dataset ?? {};
  if (does) undo();
  const next = walk && neighbour(Number(step), WALKS[walk]);
  if (next) go(next.pk);
});
document.querySelector(".legend")?.addEventListener("change", describe);

/** The annotation that the address names. */
function named() {
  return about(location.hash.match(/^#a(\d+)$/)?.[1]);
}

const first = named() ?? neighbour() ?? all()[0];
const reveals = Boolean(judge.elements.revision);
if (first) go(first.pk, { reveals, follows: false });
else describe();
const top = scrollY;
// The stories have moved the text down.
document.addEventListener("desk:changed", () => reveals && scrollY === top && reveal(false), { once: true });
addEventListener("hashchange", () => named() && go(named().pk, { reveals: false }));

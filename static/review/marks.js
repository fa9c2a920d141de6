/* What is known of the annotations, and what marks and rows show of them: what an editor decides at
   once, and what the server knows again if it refuses. */

import { askRevisions, pending } from "./outbox.js";

const text = document.getElementById("text");
const page = JSON.parse(document.getElementById("index").textContent);
const NAMES = ["pk", "revision", "status", "layer", "label", "start", "end", "confidence", "whom"];
// By number, as the server knows them.
const known = new Map();
const entities = new Map();
let inOrder = null;

// What leaves an annotation's status as it is; all else corrects it, and so accepts it, or rejects it.
const LEAVE = ["undo", "note", "never", "called", "counter", "uncounter"];

learn(page);
askRevisions((pk) => known.get(Number(pk))?.revision);

function learn({ annotations, entities: named }) {
  for (const row of annotations) {
    const one = Object.fromEntries(NAMES.map((name, place) => [name, row[place]]));
    if (one.status === "withdrawn") known.delete(one.pk);
    else known.set(one.pk, one);
  }
  for (const [pk, [name, country]] of Object.entries(named)) entities.set(Number(pk), { name, country });
  inOrder = null;
}

/** An annotation with what is on its way. */
export function about(pk) {
  const one = known.get(Number(pk));
  return one && { ...one, ...guesses.get(one.pk) };
}

/** All annotations in reading order. */
export function all() {
  inOrder ??= Array.from(known.values()).sort((a, b) => a.start - b.start || b.end - a.end || a.pk - b.pk);
  return inOrder.map(({ pk }) => about(pk));
}

export function entityOf(one) {
  return entities.get(one.whom);
}

export function marksOf(pk) {
  return text.querySelectorAll(`mark[data-a~="${pk}"]`);
}

/** The rows and cards of the panel that show an annotation. */
export function rowsOf(pk) {
  return document.querySelectorAll(`:is(.names, .cards) :is(#m${pk}, #c${pk})`);
}

let guesses = new Map();

/** What the decisions on their way make of annotations, by number. */
function guess() {
  const found = new Map();
  for (const item of pending()) {
    for (const pk of item.concerns) found.set(pk, { ...found.get(pk), ...becomes(item), sending: true });
  }
  return found;
}

function becomes(item) {
  const status = LEAVE.includes(item.verb) ? {} : { status: item.verb === "reject" ? "rejected" : "accepted" };
  return item.verb === "relabel" ? { ...status, label: new Map(item.fields).get("label") } : status;
}

function refresh() {
  const before = guesses;
  guesses = guess();
  for (const pk of new Set([...before.keys(), ...guesses.keys()])) paint(pk);
}

const PAINTED = /^([A-Z]+|cue|(name|attribution|proposal|response)(-unchecked)?)$/;

function paint(pk) {
  for (const mark of marksOf(pk)) {
    mark.classList.remove(...Array.from(mark.classList).filter((one) => PAINTED.test(one)));
    for (const number of mark.dataset.a.split(" ")) mark.classList.add(...look(about(number)));
  }
  const one = about(pk);
  if (!one) return;
  for (const row of rowsOf(pk)) {
    row.classList.toggle("sending", Boolean(one.sending));
    const [unjudged, gone] = row.matches(".group") ? ["unchecked", "gone"] : ["suggested", "rejected"];
    row.classList.toggle(unjudged, one.status === "suggested");
    row.classList.toggle(gone, one.status === "rejected");
  }
}

/** The classes of a mark, as the server gives them. */
function look(one) {
  if (!one || one.status === "rejected") return [];
  const classes = [one.layer === "name" ? one.label : one.layer];
  if (one.layer === "proposal" || one.layer === "response") classes.push("cue");
  if (one.status === "suggested") classes.push(`${one.layer}-unchecked`);
  return classes;
}

document.addEventListener("desk:index", (event) => learn(event.detail));
document.addEventListener("desk:pending", refresh);
// What the server sends does not know yet of what is still on its way.
document.addEventListener("desk:changed", refresh);

/* Names that an annotation may be linked to, found while they are typed: arrows go through them,
   Enter takes the one that is reached, or the first. */

import { get } from "./fragments.js";

let waiting;

/** Show what is found for the words of a field, unless others are typed meanwhile. */
async function search(field) {
  clearTimeout(waiting);
  const words = field.value;
  const kind = field.form.elements.kind?.value ?? field.dataset.kind;
  const asked = new URLSearchParams({ q: words, kind });
  const list = document.getElementById(field.dataset.into);
  await get(`${field.dataset.suggest}?${asked}`, list, () => field.value === words);
  field.dataset.found = words;
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => search(field), 120);
});

document.addEventListener("keydown", async (event) => {
  const field = event.target.closest("[data-suggest]");
  if (event.defaultPrevented || event.isComposing) return;
  if (field && event.key === "Enter") {
    event.preventDefault();
    if ((field.dataset.found ?? field.defaultValue) !== field.value) await search(field);
    entities(field)[0]?.click();
  } else if (field && event.key === "ArrowDown") {
    event.preventDefault();
    entities(field)[0]?.focus();
  } else if (event.target.matches(".entity")) walk(event);
});

function entities(field) {
  return document.getElementById(field.dataset.into).querySelectorAll(".entity");
}

/** Go from one found entity to the next; above the first stands the field. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const list = event.target.closest(".entities");
  const all = Array.from(list.querySelectorAll(".entity"));
  const next = all.indexOf(event.target) + step;
  const field = document.querySelector(`[data-into="${list.id}"]`);
  (next < 0 ? field : all[next])?.focus();
}

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
    document.getElementById(field.dataset.into).querySelector(".entity")?.click();
  } else walk(event);
});

/** Go from the field to the entities found, and from one to the next. */
function walk(event) {
  const stops = Array.from(document.querySelectorAll("#inspector :is([data-suggest], .entity)"));
  const here = stops.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (here < 0 || !step) return;
  event.preventDefault();
  stops[here + step]?.focus();
}

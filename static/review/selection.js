/* Words selected in the text: what they are, or which slot of the open annotation they fill.

   They stand in for what they overlap in a slot, or for its only filler; the page of choices in the
   inspector may ask for another place: `data-position`, or `data-add` for one more. */

import { label } from "./key_preference.js";
import { card } from "./slots.js";
import { placeOf, spanOf } from "./words.js";

const text = document.getElementById("text");
const dialog = document.getElementById("selection");
const form = dialog?.querySelector("form");
const forCurrent = dialog?.querySelector(".for-current");
if (dialog) listen();

/** The selected span of the text without the space around it, or null. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = range.toString();
  if (!words.trim() || !text.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset) + words.length - words.trimStart().length;
  return { ...spanOf({ start, end: start + words.trim().length }), range };
}

/** Offer what a span can become; digits stand for the labels of a layer. */
export function offer(span, layer = "name") {
  for (const name of ["start_char", "end_char", "words"]) form.elements[name].value = span[name];
  dialog.querySelector(".selected").textContent = span.words;
  offerSlots();
  offerKeys(layer);
  dialog.show();
  const first = forCurrent.querySelector(".primary") ?? form.querySelector(`[data-layer=${layer}] button`);
  first.focus({ preventScroll: true });
  const box = span.range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - dialog.offsetWidth - 16);
  const below = box.bottom + 8 + dialog.offsetHeight < innerHeight || box.top < dialog.offsetHeight + 16;
  dialog.style.left = `${Math.max(8, left) + scrollX}px`;
  dialog.style.top = `${(below ? box.bottom + 8 : box.top - dialog.offsetHeight - 8) + scrollY}px`;
}

function offerKeys(layer) {
  for (const choice of form.querySelectorAll("[data-layer]")) {
    choice.querySelectorAll("kbd").forEach((kbd, place) => {
      kbd.hidden = choice.dataset.layer !== layer;
      kbd.parentElement.dataset.key = kbd.hidden ? "" : place + 1;
    });
  }
}

/** Offer the anchor and the slots of the open annotation. */
function offerSlots() {
  const { slotWanted, revision = "" } = card()?.dataset ?? {};
  const choices = card()?.querySelector(".to-set").content.cloneNode(true);
  forCurrent.replaceChildren(choices ?? "");
  forCurrent.hidden = !choices;
  form.elements.revision.value = revision;
  if (slotWanted) forCurrent.querySelector(`[value="${slotWanted}"]`)?.classList.add("primary");
  label();
}

/** Say of a choice where it goes: to which of several fillers, or to which proposal. */
function direct({ target }) {
  const button = target.closest("button");
  const wanted = button?.matches(".primary") ? card().dataset : {};
  form.elements.position.value = wanted.position ?? "";
  if (wanted.add) form.elements.add.checked = true;
  form.elements.to.value = button?.closest("[data-layer=response]") ? answered() : "";
}

/** What a new response is said to: the proposal that is open, or the one that it is asked for. */
function answered() {
  const about = document.querySelector("#inspector .about");
  return about?.dataset.to || (about?.matches(".hue-proposal") ? about.dataset.annotation : "");
}

function listen() {
  text.addEventListener("pointerup", () => setTimeout(consider));
  // Fingers move the ends of a selection after it is made.
  let touched = false;
  let resting;
  text.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
  document.addEventListener("selectionchange", () => {
    clearTimeout(resting);
    if (touched) resting = setTimeout(consider, 400);
  });
  text.addEventListener("keyup", (event) => event.shiftKey && consider());
  document.addEventListener("pointerdown", (event) => {
    if (dialog.open && !dialog.contains(event.target)) dialog.close();
  });
  dialog.querySelector(".close").addEventListener("click", putAway);
  // The outbox has taken the decision by then: its listener is on the document.
  form.addEventListener("submit", () => setTimeout(putAway));
  form.addEventListener("click", direct);
}

function consider() {
  const span = selected();
  if (span) offer(span);
  else dialog.close();
}

function putAway() {
  dialog.close();
  getSelection().removeAllRanges();
}

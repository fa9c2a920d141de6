/* Words selected in the text: what they are, or which slot of the open annotation they fill.

   They stand in for what they overlap in a slot, or for its only filler; the page of choices in the
   inspector may ask for another place: `data-position`, or `data-add` for one more. */

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
  form.querySelector(`[data-layer=${layer}] button`).focus({ preventScroll: true });
  const box = span.range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - dialog.offsetWidth - 16);
  const below = box.bottom + 8 + dialog.offsetHeight < innerHeight || box.top < dialog.offsetHeight + 16;
  dialog.style.left = `${Math.max(8, left) + scrollX}px`;
  forCurrent.querySelector(".primary")?.focus({ preventScroll: true });
  dialog.style.top = `${(below ? box.bottom + 8 : box.top - dialog.offsetHeight - 8) + scrollY}px`;
}

/** Let digits stand for the labels of one layer. */
function offerKeys(layer) {
  for (const choice of form.querySelectorAll("[data-layer]")) {
    choice.querySelectorAll("kbd").forEach((kbd, place) => {
      kbd.hidden = choice.dataset.layer !== layer;
      kbd.parentElement.dataset.key = kbd.hidden ? "" : place + 1;
    });
  }
}

/** Offer the anchor and the slots of the annotation that is open in the inspector. */
function offerSlots() {
  const about = card();
  forCurrent.replaceChildren();
  forCurrent.hidden = !about;
  form.elements.to.value = "";
  if (!about) return;
  const address = `${location.pathname}annotations/${about.dataset.annotation}`;
  const { slotWanted, position, add } = about.dataset;
  form.elements.revision.value = about.dataset.revision;
  const fillers = [];
  for (const { slot, name, key } of JSON.parse(about.dataset.slots)) {
    const wanted = slot && slot === slotWanted;
    const button = keyed(slot ? name : "Move the mark here", key);
    if (wanted) button.classList.add("primary");
    button.name = "slot";
    button.value = slot;
    button.setAttribute("formaction", `${address}/${slot ? "fill" : "respan"}/`);
    button.addEventListener("click", () => {
      form.elements.position.value = (wanted && position) || "";
      form.elements.add.value = adding() || (wanted && add) || "";
    });
    if (slot) fillers.push(button);
    else forCurrent.append(row(`The ${name}`, [button]));
  }
  if (!fillers.length) return;
  const more = keyed("add", "+");
  more.type = "button";
  more.ariaPressed = "false";
  more.addEventListener("click", () => (more.ariaPressed = String(!adding())));
  forCurrent.append(row("Set as", [...fillers, more]));
}

/** Whether words are to stand beside what fills a slot, rather than in its place. */
function adding() {
  return forCurrent.querySelector("[aria-pressed=true]") ? "1" : "";
}

function keyed(name, key) {
  const button = document.createElement("button");
  const kbd = document.createElement("kbd");
  kbd.textContent = button.dataset.key = button.ariaKeyShortcuts = key;
  kbd.ariaHidden = "true";
  button.className = "small";
  button.append(`${name} `, kbd);
  return button;
}

/** What a new response is said to: the proposal that is open, or the one that it is asked for. */
function answered(button) {
  if (!button?.closest("[data-layer=response]")) return "";
  const about = document.querySelector("#inspector .about");
  return about?.dataset.to || (about?.matches(".hue-proposal") ? about.dataset.annotation : "");
}

function row(title, buttons) {
  const choice = Object.assign(document.createElement("div"), { className: "choice" });
  const kind = Object.assign(document.createElement("span"), { className: "kind", textContent: title });
  choice.append(kind, ...buttons);
  return choice;
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
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dialog.open) putAway();
  });
  // The outbox has taken the decision by then: its listener is on the document.
  form.addEventListener("submit", () => setTimeout(putAway));
  form.addEventListener("click", (event) => (form.elements.to.value = answered(event.target.closest("[name=label]"))));
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

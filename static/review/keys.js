/* Keys press buttons: a key does what a click on the element with that `data-key` does, looked for
   in an open dialog, in the inspector of the current suggestion, in its bar, and in the page.

   The dialog with all keys lets single keys be turned off, or given to other letters. */

import { held } from "./fragments.js";
import { current } from "./current.js";
import { byKey } from "./outbox.js";

const STORE = "newsdesk.keys";
const ARROWS = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" };
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const JUDGING = /^[axu\d]$/;
const dialog = document.getElementById("keys");
const switched = dialog.querySelector("[name=on]");
const fields = Array.from(dialog.querySelectorAll("[data-command]"));
let chosen = { off: false, keys: {} };

/* --- From a key to its button --- */

/** The command that a key stands for: itself, unless it was given away. */
function commandOf(key) {
  for (const [command, own] of Object.entries(chosen.keys)) if (own === key) return command;
  return key in chosen.keys ? "" : key;
}

function find(command) {
  const wanted = `[data-key="${CSS.escape(command)}"]:not(:disabled, [hidden])`;
  const open = document.querySelector("dialog[open]");
  if (open) return open.querySelector(wanted);
  const inspected = Number(held()) === current()?.pk && document.querySelector(`#inspector ${wanted}`);
  return inspected || document.querySelector(`#current ${wanted}`) || document.querySelector(wanted);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(TYPING)) return;
  if (chosen.off && event.key.length === 1) return;
  const arrow = ARROWS[event.key];
  if (arrow && !getSelection().isCollapsed) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, label, dialog")) return;
  const command = arrow ? (event.shiftKey ? arrow.toUpperCase() : arrow) : commandOf(event.key);
  if (event.repeat && JUDGING.test(command)) return;
  const button = command && find(command);
  if (!button) return;
  event.preventDefault();
  byKey(button);
});

/* --- All keys --- */

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shows=keys]")) dialog.showModal();
  else if (event.target.closest("#keys [data-does=reset]")) choose({ off: false, keys: {} });
});

dialog.addEventListener("change", (event) => {
  if (event.target === switched) return choose({ ...chosen, off: !switched.checked });
  const field = event.target.closest("[data-command]");
  if (field) give(field.dataset.command, field.value.trim());
});

/** Give a command another key, if no other command has it. */
function give(command, key) {
  const taken = fields.find((one) => one.dataset.command !== command && keyOf(one.dataset.command) === key);
  const keys = { ...chosen.keys };
  if (!key || key === command) delete keys[command];
  else if (!taken) keys[command] = key;
  choose({ ...chosen, keys });
  dialog.querySelector("[role=status]").textContent = taken && key ? `“${key}” is taken by: ${taken.dataset.told}.` : "";
}

function keyOf(command) {
  return chosen.keys[command] ?? command;
}

function choose(choice) {
  chosen = choice;
  try {
    localStorage.setItem(STORE, JSON.stringify(chosen));
  } catch {
    // It holds until the page is left.
  }
  show();
}

/** Show everywhere which key a command has. */
function show() {
  switched.checked = !chosen.off;
  document.documentElement.classList.toggle("keys-off", chosen.off);
  for (const field of fields) field.value = keyOf(field.dataset.command);
  label();
}

function label() {
  for (const button of document.querySelectorAll("[data-key]")) {
    const key = keyOf(button.dataset.key);
    button.setAttribute("aria-keyshortcuts", key);
    const kbd = button.querySelector("kbd");
    if (kbd && key.length === 1) kbd.textContent = key;
  }
}

try {
  chosen = { ...chosen, ...JSON.parse(localStorage.getItem(STORE)) };
} catch {
  // The keys are as they come.
}
show();
document.addEventListener("desk:changed", label);

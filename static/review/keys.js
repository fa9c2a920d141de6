/* Keys press buttons: a key does what a click on the element with that `data-key` does, looked for
   in an open dialog, in the inspector of the current suggestion, in its bar, and in the page.

   Single keys can be turned off, or given to other commands: see key_choice.js. */

import { held } from "./fragments.js";
import { current } from "./current.js";
import { byKey } from "./outbox.js";

const STORE = "newsdesk.keys";
const ARROWS = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" };
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const JUDGING = /^[axu\d]$/;

/** Whether single keys are off, and the keys of the commands that have other ones. */
let chosen = { off: false, keys: {} };

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
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.closest(TYPING) || (chosen.off && key.length === 1)) return;
  const arrow = ARROWS[key];
  if (arrow && !getSelection().isCollapsed) return;
  if (key === "Enter" && target.closest("a, button, summary, label, dialog")) return;
  const command = arrow ? (event.shiftKey ? arrow.toUpperCase() : arrow) : commandOf(key);
  if (event.repeat && JUDGING.test(command)) return;
  const button = command && find(command);
  if (!button) return;
  event.preventDefault();
  byKey(button);
});

export function choice() {
  return chosen;
}

export function keyOf(command) {
  return chosen.keys[command] ?? command;
}

export function choose(other) {
  chosen = other;
  localStorage.setItem(STORE, JSON.stringify(chosen));
  label();
}

/** Show on every button which key it has. */
function label() {
  document.documentElement.classList.toggle("keys-off", chosen.off);
  for (const button of document.querySelectorAll("[data-key]")) {
    const key = keyOf(button.dataset.key);
    button.ariaKeyShortcuts = key;
    const kbd = button.querySelector("kbd");
    if (kbd && key.length === 1) kbd.textContent = key;
  }
}

chosen = JSON.parse(localStorage.getItem(STORE)) ?? chosen;
label();
document.addEventListener("desk:changed", label);
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-shows=keys]")) return;
  (await import("./key_choice.js")).show();
});

/* Single keys may be turned off, or given to other commands; kept in this browser. */

const STORE = "newsdesk.keys";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Whether single keys are off, and the keys of the commands that have other ones. */
let chosen = JSON.parse(localStorage.getItem(STORE)) ?? { off: false, keys: {} };

export function choice() {
  return chosen;
}

export function choose(other) {
  chosen = other;
  localStorage.setItem(STORE, JSON.stringify(chosen));
  label();
}

export function keyOf(command) {
  return chosen.keys[command] ?? command;
}

/** The command that a press of a key stands for, if any: not while somebody types. */
export function commandOf(event) {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return "";
  if (target.closest(TYPING) || (chosen.off && key.length === 1)) return "";
  for (const [command, own] of Object.entries(chosen.keys)) if (own === key) return command;
  return key in chosen.keys ? "" : key;
}

/** Show on every button which key it has. */
export function label() {
  document.documentElement.classList.toggle("keys-off", chosen.off);
  for (const button of document.querySelectorAll("[data-key]")) {
    const key = keyOf(button.dataset.key);
    button.ariaKeyShortcuts = chosen.off && !key[1] ? null : key;
    const kbd = button.querySelector("kbd");
    if (kbd && key.length === 1) kbd.textContent = key;
  }
}

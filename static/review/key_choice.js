/* The dialog with all keys: it turns single keys off, and gives commands other keys. Loaded with it. */

import { choice, choose, keyOf } from "./key_preference.js";

const dialog = document.getElementById("keys");
const switched = dialog.querySelector("[name=on]");
const fields = Array.from(dialog.querySelectorAll("[data-command]"));

/** Give a command another key, if no other command has it. */
function give(command, key) {
  const taken = key && fields.find((one) => one.dataset.command !== command && keyOf(one.dataset.command) === key);
  const keys = { ...choice().keys };
  if (!key || key === command) delete keys[command];
  else if (!taken) keys[command] = key;
  choose({ ...choice(), keys });
  dialog.querySelector("[role=status]").textContent = taken ? `“${key}” is taken by: ${taken.dataset.told}.` : "";
}

/** Open the dialog, and show which key each command has. */
export function show() {
  if (!dialog.open) dialog.showModal();
  switched.checked = !choice().off;
  for (const field of fields) field.value = keyOf(field.dataset.command);
}

dialog.addEventListener("change", ({ target }) => {
  if (target === switched) choose({ ...choice(), off: !switched.checked });
  else give(target.dataset.command, target.value.trim());
  show();
});
dialog.querySelector("[data-does=reset]").addEventListener("click", () => {
  choose({ off: false, keys: {} });
  show();
});

/* Keys press buttons: a key does what a click on the element with that `data-key` does, looked for
   in an open dialog, in the inspector of the current suggestion, in its bar, and in the page. */

import { held } from "./fragments.js";
import { current } from "./current.js";
import { commandOf, label } from "./key_preference.js";
import { byKey } from "./outbox.js";

const ARROWS = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" };
const JUDGING = /^[axu\d]$/;

function find(command) {
  const wanted = `[data-key="${CSS.escape(command)}"]:not(:disabled, [hidden], [hidden] *)`;
  const open = document.querySelector("dialog[open]");
  if (open) return open.querySelector(wanted);
  const inspected = Number(held()) === current()?.pk && document.querySelector(`#inspector ${wanted}`);
  return inspected || document.querySelector(`#current ${wanted}`) || document.querySelector(wanted);
}

document.addEventListener("keydown", (event) => {
  let command = commandOf(event);
  const arrow = command && ARROWS[event.key];
  if (arrow && !getSelection().isCollapsed) return;
  if (arrow) command = event.shiftKey ? arrow.toUpperCase() : arrow;
  if (command === "Enter" && event.target.closest("a, button, summary, label, dialog")) return;
  if (event.repeat && JUDGING.test(command)) return;
  const button = command && find(command);
  if (!button) return;
  event.preventDefault();
  byKey(button);
});

label();
document.addEventListener("desk:changed", label);
document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-shows=keys]")) (await import("./key_choice.js")).show();
});

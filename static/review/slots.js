/* Slots of the open card: armed by a click or a key, then filled by the next name that is clicked or
   the next words that are selected. What is wanted stands on the card: `data-slot-wanted`, and
   `data-position` or `data-add` for which of several. */

import { inspector, tell } from "./fragments.js";
import { about } from "./marks.js";
import { send } from "./outbox.js";

const text = document.getElementById("text");

/** The card that is open, if there are slots to set. */
export function card() {
  return inspector.querySelector(".about:has(> .to-set)");
}

/** Want a slot by its link, or none. */
function arm(link) {
  const open = card();
  const { arm: slot = "", position = "", add = "" } = link?.dataset ?? {};
  Object.assign(open.dataset, { slotWanted: slot, position, add });
  for (const row of open.querySelectorAll(".slot")) row.classList.toggle("wanted", row.dataset.slot === slot);
  const hint = open.querySelector(".arming");
  hint.hidden = !link;
  if (link) {
    hint.querySelector("b").textContent = `“${link.closest(".slot").dataset.name}”`;
    hint.querySelector("a").href = link.href;
    tell("desk:armed");
  }
  show();
}

/** Show in the text whether a click on a name fills a slot. */
function show() {
  text.classList.toggle("armed", Boolean(card()?.dataset.slotWanted));
}

/** The number of what a mark stands for: a name or a cue, but neither the card's own nor a quotation. */
function mentioned(mark) {
  const own = card().dataset.annotation;
  return mark.dataset.a.split(" ").findLast((pk) => pk !== own && about(pk)?.layer !== "attribution");
}

function fill(mention) {
  const { annotation, revision, slotWanted: slot, position, add } = card().dataset;
  const asked = Object.entries({ revision, slot, mention, position, add });
  send(`${location.pathname}annotations/${annotation}/fill/`, asked, { target: inspector.id });
}

function pressed(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("#inspector :is([data-arm], .arming .close)");
  if (link) {
    const again = link.closest(".slot.wanted") && !link.dataset.position && !link.dataset.add;
    arm(again || !link.dataset.arm ? null : link);
  } else {
    const mark = card()?.dataset.slotWanted && getSelection().isCollapsed && event.target.closest("#text mark[data-a]");
    const mention = mark && mentioned(mark);
    if (!mention) return;
    fill(mention);
  }
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("click", pressed, true);
for (const change of ["desk:opened", "desk:closed", "desk:changed"]) document.addEventListener(change, show);

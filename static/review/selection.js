/* Words selected in the text: what they are, or which slot of the open annotation they fill.

   They stand in for what they overlap in a slot, or for its only filler; the page of choices in the
   inspector may ask for another place: `data-position`, or `data-add` for one more. */

const text = document.getElementById("text");
const dialog = document.getElementById("selection");
const form = dialog?.querySelector("form");
const forCurrent = dialog?.querySelector(".for-current");
if (dialog) listen();

/** How many code points a string has: what the server counts, where JavaScript counts UTF-16. */
function length(string) {
  let points = 0;
  for (const _ of string) points += 1;
  return points;
}

/** The offset in the article's text, in code points, of a place in the document. */
function offset(node, within) {
  const start = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = start.closest("#text > p") ?? node.childNodes[within] ?? null;
  if (!paragraph?.dataset) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  if (paragraph.contains(node)) before.setEnd(node, within);
  return Number(paragraph.dataset.start) + length(before.toString());
}

/** The selected span of the text without the space around it, or null. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const whole = document.createRange();
  whole.selectNodeContents(text);
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) return null;
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) return null;
  const words = range.toString();
  const start = offset(range.startContainer, range.startOffset);
  const trimmed = words.trim();
  if (start === null || !trimmed) return null;
  const from = start + length(words.slice(0, words.indexOf(trimmed)));
  return { start_char: from, end_char: from + length(trimmed), words: trimmed, range };
}

/** Offer what a span can become; digits stand for the labels of a layer. */
export function offer(span, layer = "name") {
  for (const name of ["start_char", "end_char", "words"]) form.elements[name].value = span[name];
  dialog.querySelector(".selected").textContent = span.words;
  offerSlots();
  offerKeys(layer);
  dialog.show();
  const box = span.range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - dialog.offsetWidth - 16);
  const below = box.bottom + 8 + dialog.offsetHeight < innerHeight || box.top < dialog.offsetHeight + 16;
  dialog.style.left = `${Math.max(8, left) + scrollX}px`;
  dialog.style.top = `${(below ? box.bottom + 8 : box.top - dialog.offsetHeight - 8) + scrollY}px`;
}

/** Let digits stand for the labels of one layer. */
function offerKeys(layer) {
  for (const choice of form.querySelectorAll("[data-layer]")) {
    choice.querySelectorAll("button").forEach((button, place) => {
      const kbd = button.querySelector("kbd");
      const chosen = choice.dataset.layer === layer;
      kbd.hidden = !chosen;
      button.dataset.key = chosen ? place + 1 : "";
    });
  }
}

/** Offer the anchor and the slots of the annotation that is open in the inspector. */
function offerSlots() {
  const about = document.querySelector("#inspector .about[data-annotation]");
  forCurrent.replaceChildren();
  forCurrent.hidden = !about?.dataset.slots;
  if (forCurrent.hidden) return;
  const address = `${location.pathname}annotations/${about.dataset.annotation}`;
  form.elements.revision.value = about.dataset.revision;
  const fillers = [];
  for (const { slot, name } of JSON.parse(about.dataset.slots)) {
    const wanted = slot === about.dataset.slotWanted;
    const button = document.createElement("button");
    button.className = wanted ? "small primary" : "small";
    button.textContent = slot ? name : "Move the mark here";
    button.name = "slot";
    button.value = slot;
    button.setAttribute("formaction", `${address}/${slot ? "fill" : "respan"}/`);
    button.addEventListener("click", () => {
      form.elements.position.value = (wanted && about.dataset.position) || "";
      form.elements.add.value = (wanted && about.dataset.add) || "";
    });
    if (slot) fillers.push(button);
    else forCurrent.append(row(`The ${name}`, [button]));
  }
  if (fillers.length) forCurrent.append(row("Set as", fillers));
}

function row(title, buttons) {
  const choice = document.createElement("div");
  choice.className = "choice";
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = title;
  choice.append(kind, ...buttons);
  return choice;
}

function close() {
  dialog.close();
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
    if (dialog.open && !dialog.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dialog.open) putAway();
  });
  // The outbox has taken the decision by then: its listener is on the document.
  form.addEventListener("submit", () => setTimeout(putAway));
}

function consider() {
  const span = selected();
  if (span) offer(span);
  else if (dialog.open) close();
}

function putAway() {
  close();
  getSelection().removeAllRanges();
}

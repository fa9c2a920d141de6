/* The text: marks light up with their cards, open on a click, and can be walked through by keys. */

const text = document.getElementById("text");
const SWITCHES = ["show-names", "show-proposals", "show-attributions"];

/* --- What is shown, as it was last time -------------------------------------------------------- */

for (const id of SWITCHES) {
  const box = document.getElementById(id);
  box.checked = localStorage.getItem(id) !== "off";
  box.addEventListener("change", () => localStorage.setItem(id, box.checked ? "on" : "off"));
}

/* --- Light up the words of a card, or the words of one slot ------------------------------------ */

function marksOf(link) {
  const [kind, number] = [link.hash[1], link.hash.slice(2)];
  return kind === "a" || kind === "r" ? text.querySelectorAll(`[data-${kind}~="${number}"]`) : [];
}

function light(links) {
  for (const mark of text.querySelectorAll(".lit")) {
    mark.classList.remove("lit", "proposer", "responder", "addressee", "content", "object", "condition", "when", "where", "source");
  }
  for (const link of links) {
    for (const mark of marksOf(link)) mark.classList.add("lit", link.dataset.slot ?? "cue");
  }
}

function cardOf(element) {
  return element.closest?.(".telling, .reply, .about, .mentions li");
}

/** A card's own links to words, without those of the responses in it. */
function linksOf(card) {
  const links = card.querySelectorAll(".words, .jump");
  return Array.from(links).filter((link) => cardOf(link) === card);
}

let lit = null;
document.addEventListener("mouseover", (event) => {
  const card = cardOf(event.target);
  if (card === lit) return;
  lit = card;
  light(card ? linksOf(card) : current());
});

/** The links of the card that is open in the inspector. */
function current() {
  return Array.from(document.querySelectorAll("#inspector .about .words"));
}

/* --- The annotation that is open --------------------------------------------------------------- */

function open(number) {
  document.dispatchEvent(new CustomEvent("desk:open", { detail: `${location.pathname}annotations/${number}/` }));
}

function show() {
  const number = document.querySelector("#inspector [data-annotation]")?.dataset.annotation;
  for (const mark of document.querySelectorAll("#text .here, .current")) mark.classList.remove("here", "current");
  if (!number) return light([]);
  for (const mark of text.querySelectorAll(`[data-a~="${number}"]`)) mark.classList.add("here");
  document.querySelector(`.section [data-annotation="${number}"]`)?.classList.add("current");
  light(current());
}

/** Where the inspector lies over the text, bring the words above it. */
function uncover() {
  const inspector = document.getElementById("inspector");
  if (getComputedStyle(inspector).position === "fixed") text.querySelector(".here")?.scrollIntoView();
}

document.addEventListener("desk:opened", () => {
  show();
  uncover();
});
document.addEventListener("desk:closed", show);
document.addEventListener("htmx:afterSettle", show);

text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-a]");
  if (!mark || !getSelection().isCollapsed) return;
  open(mark.dataset.a.split(" ").at(-1));
});

/* --- Keys: j and k walk, a accepts, x rejects, u undoes ---------------------------------------- */

/** The numbers of the annotations in the order in which they start in the text. */
function numbers() {
  const found = new Set();
  for (const mark of text.querySelectorAll("mark[data-a]")) {
    for (const number of mark.dataset.a.split(" ")) found.add(number);
  }
  return Array.from(found);
}

function walk(step) {
  const all = numbers();
  const here = document.querySelector("#inspector [data-annotation]")?.dataset.annotation;
  const index = all.indexOf(here);
  const next = all[index < 0 ? (step > 0 ? 0 : all.length - 1) : index + step];
  if (!next) return;
  open(next);
  text.querySelector(`[data-a~="${next}"]`).scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (typing || modified || document.querySelector("dialog[open]")) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});

/* The text: marks light up with their cards, and open on a click. */

import { held } from "./fragments.js";
import { BASE, open } from "./panel.js";

const text = document.getElementById("text");

for (const box of document.querySelectorAll(".legend input")) {
  box.checked = localStorage.getItem(box.id) !== "off";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "on" : "off"));
}

function marksOf(link) {
  const [kind, number] = [link.hash[1], link.hash.slice(2)];
  return kind === "a" || kind === "r" ? text.querySelectorAll(`[data-${kind}~="${number}"]`) : [];
}

function light(links) {
  for (const mark of text.querySelectorAll("[data-lit]")) delete mark.dataset.lit;
  for (const link of links) {
    for (const mark of marksOf(link)) mark.dataset.lit = link.dataset.slot ?? "";
  }
}

function cardOf(element) {
  return element.closest?.(".telling, .reply, .about, .mentions li");
}

/** A card's own links to words, without those of the responses in it and of what is not ticked. */
function linksOf(card) {
  const links = card.querySelectorAll(".words, .jump");
  return Array.from(links).filter((link) => cardOf(link) === card && !link.matches("input:not(:checked) ~ *"));
}

let lit = null;
document.addEventListener("mouseover", (event) => {
  const card = cardOf(event.target);
  if (card === lit) return;
  lit = card;
  relight();
});

/** Light up what the pointer is on, else what is open; also after parts of the page are replaced. */
function relight() {
  light(lit?.isConnected ? linksOf(lit) : current());
}

/** The links to what a decision is offered for, else those of the card that is open in the inspector. */
function current() {
  const offered = document.querySelectorAll("#offer :checked ~ .words");
  return Array.from(offered.length ? offered : document.querySelectorAll("#inspector .about .words"));
}

function show() {
  const number = held();
  for (const mark of document.querySelectorAll("#text .here, .current")) mark.classList.remove("here", "current");
  relight();
  if (!number) return;
  for (const mark of text.querySelectorAll(`[data-a~="${number}"]`)) mark.classList.add("here");
  document.querySelector(`.section [data-annotation="${number}"]`)?.classList.add("current");
}

for (const change of ["desk:opened", "desk:closed", "desk:changed"]) document.addEventListener(change, show);
document.addEventListener("desk:offered", relight);

text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-a]");
  if (mark && getSelection().isCollapsed) open(`${BASE}${mark.dataset.a.split(" ").at(-1)}/`);
});

/* Spans without dragging: the current suggestion's span changed by keys, buttons or taps, and words
   marked by their first and last. What is being chosen is highlighted in the text as it changes. */

import { current } from "./current.js";
import { marksOf } from "./marks.js";
import { send } from "./outbox.js";
import { offer, selected } from "./selection.js";
import { edge, placeAt, rangeOf, sentenceAt, spanOf, units, whole, wordAt } from "./words.js";

const text = document.getElementById("text");
const bar = document.getElementById("current");
const tools = bar.querySelector(".span-tools");
const judge = bar.querySelector("form");
const CUE = /^(propos|suggest|urg|demand|ask|request|offer|recommend|appeal|call|plan|press|push|insist|invit|must|should)/i;

/** What is being chosen: {start, end}, which of its ends moves, and what becomes of it. */
let choice = null;

const MODES = {
  /** Change the span of the current suggestion. */
  span() {
    const one = current();
    if (!one) return;
    begin({ start: units(one.start), end: units(one.end), moves: "end", done: respan(one), hint: "← → move the end by a word, with Shift by a character; [ start, ] end. Or click the first and the last word." });
  },

  /** Mark words: the first, then the last. */
  mark() {
    const [first] = current() ? marksOf(current().pk) : [];
    const start = first ? units(current().start) : 0;
    begin({ ...wordAt(start), moves: "both", marks: true, done: (span) => offer(withRange(span)), hint: "Click the first and the last word; or go to a word with ← →, press Enter, go to the last, press Enter." });
  },

  /** Make a proposal of what is selected, else of the cue in the sentence of the current suggestion. */
  proposal() {
    const chosen = selected();
    if (chosen) return offer(chosen, "proposal");
    const sentence = sentenceAt(current() ? units(current().start) : 0);
    const done = (span) => offer(withRange(span), "proposal");
    begin({ ...cueIn(sentence), moves: "both", done, hint: "Which word proposes? Go to it with ← → or click it; Enter takes it." });
  },
};

function withRange(span) {
  return { ...spanOf(span), range: rangeOf(span) };
}

/** The first word of a sentence that may report a proposal, else its first word. */
function cueIn({ start, end }) {
  let word = wordAt(start);
  const first = word;
  while (word.end < end) {
    if (CUE.test(whole().slice(word.start, word.end))) return word;
    const next = wordAt(edge(word.end, 1, "end"));
    if (next.start <= word.start) break;
    word = next;
  }
  return first;
}

/** Take a changed span as a decision on the annotation that it was changed of. */
function respan(one) {
  const before = spanOf({ start: units(one.start), end: units(one.end) });
  return (span) => {
    const after = spanOf(span);
    if (after.start_char === before.start_char && after.end_char === before.end_char) return;
    const fields = Object.entries({ revision: one.revision, ...after }).map(([name, value]) => [name, String(value)]);
    send(`${location.pathname}annotations/${one.pk}/respan/`, fields, { via: "bar" });
  };
}

/* --- While a span is chosen --------------------------------------------------------------------------- */

function begin(chosen) {
  choice = { ...chosen, taps: 0 };
  getSelection().removeAllRanges();
  judge.hidden = true;
  tools.hidden = false;
  tools.querySelector(".hint").textContent = choice.hint;
  text.classList.add("choosing");
  show();
}

function leave() {
  choice = null;
  judge.hidden = false;
  tools.hidden = true;
  text.classList.remove("choosing");
  CSS.highlights?.delete("chosen");
  getSelection().removeAllRanges();
}

function save() {
  const { start, end, done } = choice;
  leave();
  done({ start, end });
}

function show() {
  const range = rangeOf(choice);
  if (CSS.highlights) CSS.highlights.set("chosen", new Highlight(range));
  else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const moving = choice.moves === "both" ? "" : ` (moving its ${choice.moves})`;
  tools.querySelector(".doing").textContent = `“${whole().slice(choice.start, choice.end)}”${moving}`;
  const box = range.getBoundingClientRect();
  if (box.top < 72 || box.bottom > innerHeight * 0.6) scrollBy({ top: box.top - innerHeight * 0.3, behavior: "instant" });
}

/** Move an end by a word or by a character; both ends: go to another word. */
function move(step, byCharacter, which = choice.moves) {
  const { start, end } = choice;
  if (which === "both") Object.assign(choice, wordAt(step > 0 ? edge(start, 1, "start") : edge(start, -1, "start")));
  else if (which === "end") choice.end = Math.max(edge(end, step, "end", byCharacter), start + 1);
  else choice.start = Math.min(edge(start, step, "start", byCharacter), end - 1);
  show();
}

/** Enter: what is chosen is taken; of words that are marked, the first is followed by the last. */
function enter() {
  if (choice.moves !== "both" || !choice.marks) return save();
  choice.moves = "end";
  return show();
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function press(event) {
  if (!choice || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("button, input") && event.key !== "Escape" && !STEPS[event.key]) return;
  if (STEPS[event.key]) move(STEPS[event.key], event.shiftKey);
  else if (event.key === "Enter") enter();
  else if (event.key === "Escape") leave();
  else if (event.key === "[" || event.key === "]") {
    choice.moves = event.key === "[" ? "start" : "end";
    show();
  } else if (event.key.length > 1) return;
  event.preventDefault();
}

/** A tap on a word: the first of a pair is where it begins, the second where it ends. */
function tap(event) {
  const place = choice && placeAt(event.clientX, event.clientY);
  if (!choice || place === null) return;
  event.preventDefault();
  event.stopPropagation();
  const word = wordAt(place);
  const second = choice.taps % 2 === 1;
  choice.start = second ? Math.min(choice.start, word.start) : word.start;
  choice.end = second ? Math.max(choice.end, word.end) : word.end;
  choice.taps += 1;
  choice.moves = "end";
  show();
  if (second && choice.marks) save();
}

document.addEventListener("keydown", press, true);
text.addEventListener("click", tap, true);
bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mode], .span-tools button");
  if (!button) return;
  if (button.dataset.mode) MODES[button.dataset.mode]();
  else if (button.dataset.edge) move(Number(button.dataset.step), tools.querySelector(".by-character").checked, button.dataset.edge);
  else if (button.dataset.does === "save") save();
  else leave();
});

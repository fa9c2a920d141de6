/* Spans without dragging: the current suggestion's span changed by keys, buttons or taps, and words
   marked by their first and last. What is being chosen is highlighted in the text as it changes. */

import { current } from "./current.js";
import { send } from "./outbox.js";
import { offer, selected } from "./selection.js";
import { edge, placeAt, rangeOf, sentenceAt, spanOf, units, whole, wordAt } from "./words.js";

const text = document.getElementById("text");
const bar = document.getElementById("current");
const tools = bar.querySelector(".span-tools");
const judge = bar.querySelector("form");
const CUE = /^(propos|suggest|urg|demand|ask|request|offer|recommend|appeal|call|plan|press|insist|must|should)/i;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** What is being chosen: {start, end}, its mode, which end moves, and what becomes of it. */
let choice = null;

/** Change the span of the current suggestion, mark words, or choose the cue of a proposal. */
function begin(mode) {
  const one = current();
  if (mode === "span") return one && choose(mode, { start: units(one.start), end: units(one.end), moves: "end", done: respan(one) });
  const isMark = mode === "mark";
  const chosen = !isMark && selected();
  if (chosen) return offer(chosen, mode);
  const start = one ? units(one.start) : 0;
  const done = (span) => offer({ ...spanOf(span), range: rangeOf(span) }, isMark ? "name" : mode);
  choose(mode, { ...(isMark ? wordAt(start) : cueIn(sentenceAt(start))), moves: "both", done });
}

/** The first word of a sentence that may report a proposal, else its first word. */
function cueIn({ start, end }) {
  for (let word = wordAt(start); word.end < end; word = wordAt(edge(word.start, 1, "start"))) {
    if (CUE.test(whole.slice(word.start, word.end))) return word;
  }
  return wordAt(start);
}

/** Take a changed span as a decision on the annotation that it was changed of. */
function respan(one) {
  return (span) => {
    const { start_char, end_char, words } = spanOf(span);
    if (start_char === one.start && end_char === one.end) return;
    const fields = { revision: one.revision, start_char, end_char, words };
    send(`${location.pathname}annotations/${one.pk}/respan/`, Object.entries(fields), { via: "bar" });
  };
}

function choose(mode, chosen) {
  choice = { mode, taps: 0, ...chosen };
  getSelection().removeAllRanges();
  judge.hidden = true;
  tools.hidden = false;
  for (const hint of tools.querySelectorAll(".hint")) hint.hidden = hint.dataset.for !== mode;
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
  tools.querySelector(".doing").textContent = `“${whole.slice(choice.start, choice.end)}”${moving}`;
  const box = range.getBoundingClientRect();
  if (box.top < 72 || box.bottom > innerHeight * 0.6) scrollBy({ top: box.top - innerHeight * 0.3, behavior: "instant" });
}

/** Move an end by a word or by a character; both ends: go to another word. */
function move(step, byCharacter, which = choice.moves) {
  const { start, end } = choice;
  if (which === "both") Object.assign(choice, wordAt(edge(start, step, "start")));
  else if (which === "end") choice.end = Math.max(edge(end, step, "end", byCharacter), start + 1);
  else choice.start = Math.min(edge(start, step, "start", byCharacter), end - 1);
  show();
}

function press(event) {
  const { key } = event;
  if (!choice || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("button, input") && key !== "Escape" && !STEPS[key]) return;
  if (key.length > 1 && key !== "Enter" && key !== "Escape" && !STEPS[key]) return;
  event.preventDefault();
  if (key === "Escape") return leave();
  // Of words that are marked, the first is followed by the last.
  if (key === "Enter" && !(choice.mode === "mark" && choice.moves === "both")) return save();
  if (key === "Enter" || key === "]") choice.moves = "end";
  else if (key === "[") choice.moves = "start";
  if (STEPS[key]) move(STEPS[key], event.shiftKey);
  else show();
}

/** A tap on a word: the first of a pair is where it begins, the second where it ends. */
function tap(event) {
  const place = choice && placeAt(event.clientX, event.clientY);
  if (place === null) return;
  event.preventDefault();
  event.stopPropagation();
  const word = wordAt(place);
  const second = choice.taps % 2 === 1;
  choice.start = second ? Math.min(choice.start, word.start) : word.start;
  choice.end = second ? Math.max(choice.end, word.end) : word.end;
  choice.taps += 1;
  choice.moves = "end";
  show();
  // After the click is over, which puts an old selection away.
  if (second && choice.mode === "mark") setTimeout(save);
}

document.addEventListener("keydown", press, true);
text.addEventListener("click", tap, true);
bar.addEventListener("click", (event) => {
  const { mode, edge: which, step, does } = event.target.closest("[data-mode], .span-tools button")?.dataset ?? {};
  if (mode) begin(mode);
  else if (which) move(Number(step), tools.querySelector(".by-character").checked, which);
  else if (does === "save") save();
  else if (does) leave();
});

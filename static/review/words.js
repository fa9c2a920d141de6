/* Words of the text and where they stand. Places are in UTF-16 units of the whole text, which is what
   JavaScript counts; the server counts code points. */

const text = document.getElementById("text");
/** The text of the article, as the server has it; only its marks change. */
export const whole = text.textContent;
const characters = Array.from(whole);

/** The place behind a number of code points. */
export function units(count) {
  return characters.slice(0, count).join("").length;
}

/** A span of the text as the server wants it. */
export function spanOf({ start, end }) {
  const words = whole.slice(start, end);
  const before = Array.from(whole.slice(0, start)).length;
  return { start_char: before, end_char: before + Array.from(words).length, words };
}

/** A span of the text as a range of the document. */
export function rangeOf({ start, end }) {
  const range = document.createRange();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let before = 0; before < end && walker.nextNode(); before += walker.currentNode.length) {
    const node = walker.currentNode;
    if (start >= before && start < before + node.length) range.setStart(node, start - before);
    if (end <= before + node.length) range.setEnd(node, end - before);
  }
  return range;
}

/** The place in the text of a point of the window, or null. */
export function placeAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  return node && text.contains(node) ? placeOf(node, caret?.offset ?? range.startOffset) : null;
}

/** The place in the text of a place of the document that lies in it. */
export function placeOf(node, offset) {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

let found = null;

/** The words of the text, as {start, end}, in order. */
function words() {
  found ??= segments("word", whole, 0).filter((one) => one.isWordLike);
  return found;
}

function segments(granularity, string, from) {
  const segmenter = new Intl.Segmenter(text.lang || "en", { granularity });
  return Array.from(segmenter.segment(string), ({ index, segment, isWordLike }) => ({
    start: from + index,
    end: from + index + segment.trimEnd().length,
    isWordLike,
  }));
}

/** The word at a place, or the nearest before it. */
export function wordAt(place) {
  return words().findLast((one) => one.start <= place) ?? words()[0];
}

/** The sentence around a place, without the space after it. */
export function sentenceAt(place) {
  const from = whole.lastIndexOf("\n", place - 1) + 1;
  const [paragraph] = whole.slice(from).split("\n", 1);
  return segments("sentence", paragraph, from).findLast((one) => one.start <= place);
}

/** The next edge of a word, "start" or "end", or of a character, forwards (1) or backwards (-1). */
export function edge(place, step, side, byCharacter) {
  if (byCharacter) return character(place, step);
  const edges = words().map((one) => one[side]);
  return (step > 0 ? edges.find((one) => one > place) : edges.findLast((one) => one < place)) ?? place;
}

function character(place, step) {
  const next = step > 0 ? whole.codePointAt(place) : whole.codePointAt(place - 2);
  return Math.min(Math.max(place + (next > 0xffff ? 2 * step : step), 0), whole.length);
}

/* Words of the text and where they stand. Places here are in UTF-16 units of the text's whole string,
   which is what JavaScript counts; the server counts code points. */

const text = document.getElementById("text");

/** The text of the article, as the server has it. */
export function whole() {
  return text.textContent;
}

/** How many code points stand before a place. */
export function points(place) {
  let count = 0;
  for (const _ of whole().slice(0, place)) count += 1;
  return count;
}

/** The place behind a number of code points. */
export function units(count) {
  let place = 0;
  for (const character of whole()) {
    if (count <= 0) break;
    place += character.length;
    count -= 1;
  }
  return place;
}

/** A span of the text as the server wants it. */
export function spanOf({ start, end }) {
  return { start_char: points(start), end_char: points(end), words: whole().slice(start, end) };
}

/** A span of the text as a range of the document. */
export function rangeOf({ start, end }) {
  const range = document.createRange();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let before = 0;
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (start >= before && start < before + length) range.setStart(walker.currentNode, start - before);
    if (end > before && end <= before + length) {
      range.setEnd(walker.currentNode, end - before);
      break;
    }
    before += length;
  }
  return range;
}

/** The place in the text of a point of the document, such as where a pointer is, or null. */
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
export function words() {
  found ??= segments("word", whole(), 0).filter((one) => one.isWordLike);
  return found;
}

function segments(granularity, string, from) {
  const segmenter = new Intl.Segmenter(text.lang || "en", { granularity });
  return Array.from(segmenter.segment(string), ({ index, segment, isWordLike }) => ({
    start: from + index,
    end: from + index + segment.length,
    isWordLike,
  }));
}

/** The word at a place, or the nearest before it. */
export function wordAt(place) {
  return words().findLast((one) => one.start <= place) ?? words()[0];
}

/** The sentence around a place, without the space after it. */
export function sentenceAt(place) {
  const from = whole().lastIndexOf("\n", place - 1) + 1;
  const to = whole().indexOf("\n", place);
  const paragraph = whole().slice(from, to < 0 ? undefined : to);
  const sentence = segments("sentence", paragraph, from).findLast((one) => one.start <= place);
  return { start: sentence.start, end: sentence.start + whole().slice(sentence.start, sentence.end).trimEnd().length };
}

/** The place of the next edge of a word, or of a character, forwards (1) or backwards (-1). */
export function edge(place, step, side, byCharacter) {
  if (byCharacter) return character(place, step);
  const edges = words().map((one) => one[side]);
  return (step > 0 ? edges.find((one) => one > place) : edges.findLast((one) => one < place)) ?? place;
}

function character(place, step) {
  const string = whole();
  const other = place + step;
  const splits = /[\udc00-\udfff]/.test(string[other] ?? "") && /[\ud800-\udbff]/.test(string[other - 1] ?? "");
  return Math.min(Math.max(splits ? other + step : other, 0), string.length);
}

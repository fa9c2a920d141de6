/* Copy the story so far: with links where rich text is pasted, with numbered sources elsewhere. */

import { commandOf, label } from "./key_preference.js";

function rich(paragraph) {
  const copy = paragraph.cloneNode(true);
  const links = paragraph.querySelectorAll("a");
  copy.querySelectorAll("a").forEach((link, place) => (link.href = links[place].href));
  return copy.outerHTML;
}

async function copy(button) {
  const paragraph = document.getElementById(button.dataset.copy);
  const text = document.getElementById(button.dataset.text);
  const said = button.parentElement.querySelector("[data-copied]");
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": new Blob([text.value], { type: "text/plain" }),
        "text/html": new Blob([rich(paragraph)], { type: "text/html" }),
      }),
    ]);
    said.textContent = "Copied with its sources.";
  } catch {
    text.closest("details").open = true;
    text.select();
    said.textContent = "The browser does not let pages copy. The text is selected: press Ctrl+C.";
  }
}

document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
document.addEventListener("keydown", (event) => {
  if (commandOf(event) === "c") document.querySelector("[data-copy]")?.click();
});
label();

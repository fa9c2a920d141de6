/* On small screens the panel is a sheet at the bottom: the bar stays, the rest slides up over the text. */

const sheet = document.getElementById("beside");
const handle = sheet.querySelector(".sheet-handle");

// Whether it is down only until a slot has its words.
let returns = false;

function lift(up, later = false) {
  returns = later;
  sheet.classList.toggle("up", up);
  handle.ariaExpanded = up;
  handle.textContent = up ? "Text" : "Panel";
}

handle.addEventListener("click", () => lift(!sheet.classList.contains("up")));
document.addEventListener("desk:opened", ({ detail: anew }) => (anew || returns) && lift(true));
document.addEventListener("desk:closed", () => lift(false));
document.addEventListener("desk:armed", () => lift(false, true));
// A place of the text that is asked for in the panel is shown, not covered.
sheet.addEventListener("click", (event) => {
  if (event.target.closest("a[href^='#']")) lift(false);
});

const more = document.getElementById("more-ways");
document.addEventListener("click", ({ target }) => {
  if (!more.contains(target) || target.closest("[data-mode]")) more.open = false;
});

/** Leave room for the bar below the text, and for what is scrolled or tabbed to. */
new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty("--bar", `${Math.ceil(target.offsetHeight)}px`);
}).observe(sheet.querySelector(".desk-head"));

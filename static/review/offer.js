/* What is offered after a decision: there until it is taken or put away, or the next decision comes. */

const place = document.getElementById("offer");

function putAway() {
  place.replaceChildren();
  document.dispatchEvent(new CustomEvent("desk:offered"));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("#offer .close")) return;
  event.preventDefault();
  putAway();
});

// Before the panel, which would close what is open in it.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !place.firstElementChild || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    putAway();
  },
  true,
);

document.addEventListener("desk:pending", (event) => {
  if (event.detail?.taken && place.firstElementChild) putAway();
});

place.addEventListener("change", () => document.dispatchEvent(new CustomEvent("desk:offered")));

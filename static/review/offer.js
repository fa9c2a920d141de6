/* What is offered after a decision: there until it is taken or put away, or the next decision comes. */

import { tell } from "./fragments.js";

const place = document.getElementById("offer");

function putAway() {
  place.replaceChildren();
  tell("desk:offered");
}

place.addEventListener("click", (event) => {
  if (!event.target.closest(".close")) return;
  event.preventDefault();
  putAway();
});
place.addEventListener("change", () => tell("desk:offered"));
document.addEventListener("desk:pending", ({ detail }) => {
  if (detail.taken && place.firstElementChild) putAway();
});

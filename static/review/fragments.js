/* What the server sends of the page: asked for, and put in its place with focus and folds kept.

   Top-level elements with `hx-swap-oob` stand in for what has their id ("true"), or fill
   ("innerHTML:#place"), follow ("afterend:…") or end ("delete:…") what a selector names; where that
   is not there, "desk:missing" tells what they are of. The rest is for whoever asked. JSON is what
   is known of the annotations that changed: it goes out as "desk:index". */

export const inspector = document.getElementById("inspector");
let token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

/** Send later decisions with the token of the session that there is now. */
export function renew(fresh) {
  token = fresh;
}

/** Fetch as a fragment; `target`: the id of what it is for. */
export function call(address, { target = "", ...options } = {}) {
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  if (target) headers["HX-Target"] = target;
  return fetch(address, { credentials: "same-origin", headers, ...options });
}

/** Fetch a part of the page into its place, if it `isWanted` by then; whether it is there. */
export async function get(address, into, isWanted = () => true) {
  try {
    const answer = await call(address, { target: into?.id });
    const html = await answer.text();
    const elsewhere = answer.headers.get("HX-Redirect");
    if (elsewhere) location.href = elsewhere;
    if (elsewhere || !isWanted()) return false;
    if (!answer.ok) say("The server could not show that. Reload the page and try again.");
    else if (answer.status !== 204) place(html, into, answer.headers);
    return answer.ok;
  } catch {
    say("The server cannot be reached. Try again.");
    return false;
  }
}

/** Put an answer's parts in their places, the rest `into` one. */
export function place(html, into, headers) {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  const kept = remember();
  let known = null;
  for (const part of Array.from(content.children)) {
    if (part.matches("script[type='application/json']")) known = JSON.parse(part.textContent);
    if (part.matches("script")) part.remove();
    else if (part.hasAttribute("hx-swap-oob")) swap(part);
  }
  if (into && content.firstElementChild) into.replaceChildren(...content.childNodes);
  if (known) tell("desk:index", known);
  tell("desk:changed");
  restore(kept);
  // The events that the server asks for.
  for (const name of Object.keys(JSON.parse(headers?.get("HX-Trigger-After-Settle") ?? "{}"))) tell(name);
}

function swap(part) {
  const [how, where] = part.getAttribute("hx-swap-oob").split(":");
  const there = document.querySelector(where ?? `#${part.id}`);
  part.remove();
  part.removeAttribute("hx-swap-oob");
  if (!there) tell("desk:missing", part.dataset.of);
  else if (how === "true") there.replaceWith(part);
  else if (how === "delete") there.remove();
  else if (how === "afterend") there.after(...part.childNodes);
  // The inspector may show another annotation by now.
  else if (where !== "#inspector" || held() === held(part)) there.replaceChildren(...part.childNodes);
}

/** The number of the annotation that is open in the inspector. */
export function held(within = inspector) {
  return within.querySelector("[data-annotation]")?.dataset.annotation;
}

export function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Say in the panel what no answer of the server says. */
export function say(...words) {
  const line = document.createElement("p");
  line.className = "failed";
  line.append(...words);
  document.getElementById("outcome").replaceChildren(line);
}

/** What is open and has the focus: it, or what is next in its list, has it again. */
function remember() {
  const opened = document.querySelectorAll("details[open][id]");
  const next = [];
  for (let row = document.activeElement?.closest(".section [id]"); row; row = row.nextElementSibling) {
    // The annotation's number: a row is `m…` or `c…`, or `a…` once it is rejected.
    if (/^[mca]\d+$/.test(row.id)) next.push(row.id.slice(1));
  }
  return { opened: Array.from(opened, (one) => one.id), next, id: document.activeElement?.id };
}

function restore({ opened, next, id }) {
  for (const one of opened) document.getElementById(one)?.setAttribute("open", "");
  if (document.activeElement !== document.body) return;
  const rows = next.map((one) => document.querySelector(`.section :is(#m${one}, #c${one}):is(.suggested, .unchecked)`));
  const there = document.getElementById(id) ?? rows.find(Boolean)?.querySelector("button.yes");
  there?.focus({ preventScroll: true });
}

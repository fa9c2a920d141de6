/* Decisions on their way to the server: sent one after the other, and kept in the browser until they
   are answered: a lost connection or an ended session loses none, and none is taken twice.

   Every form of the desk that posts comes through here. "desk:pending": what is on its way has
   changed; what that makes of the page is guessed in marks.js. */

import { call, held, inspector, place, renew, say, tell } from "./fragments.js";
import { openKeys, shown } from "./panel.js";
import * as kept from "./kept.js";

const CARRIERS = ["csrfmiddlewaretoken", "request_id", "open", "inspected"];
const ARTICLE = location.pathname;
const TITLE = document.querySelector("h1").textContent;
const USER = document.querySelector("[data-user]")?.dataset.user;
const TIMEOUT_MS = 20_000;

/** The decisions not answered yet, in order; the first may be under way. */
const waiting = [];
let sending = false;
let failures = 0;
let sleeping = null;
let via = "";

export function pending() {
  return waiting.filter((one) => one.article === ARTICLE);
}

/** Press a button for a key; a decision knows how it was taken. */
export function byKey(button) {
  via = "key";
  button.click();
  via = "";
}

/** Take back one's last decision, also one that is still on its way. */
export function undo() {
  const review = undoable();
  if (review || pending().length) send(`${ARTICLE}undo/`, [["review", review ?? ""]]);
}

/** Send a decision: an address of the desk and its fields as pairs; the same is sent once. */
export function send(address, pairs, extra = {}) {
  const fields = pairs.filter(([name]) => !CARRIERS.includes(name));
  const about = address.match(/\/annotations\/(\d+)\//)?.[1];
  const verb = address.match(/(\w+)\/$/)[1];
  const same = (one) => one.address === address && String(one.fields) === String(fields);
  if (verb === "undo" ? dropped() : waiting.some(same)) return;
  const item = { id: newId(), address, verb, about, fields, article: ARTICLE, title: TITLE, user: USER, at: Date.now(), ...extra };
  item.holder = held();
  item.concerns = about ? [Number(about)] : shownIn(fields);
  item.follows = waiting.findLast((one) => verb === "undo" || (about && one.concerns.includes(Number(about))))?.id;
  waiting.push(item);
  kept.keep(item);
  tell("desk:pending", { taken: item });
  run();
}

/** The numbers of the annotations that a form decides about together. */
function shownIn(fields) {
  const shown = fields.filter(([name]) => name === "shown");
  return shown.flatMap(([, value]) => value.split(" ").map(parseFloat));
}

/** Take back the last decision if it has never been sent. */
function dropped() {
  const last = waiting.at(-1);
  if (!last || last.tried || last.verb === "undo" || last.article !== ARTICLE) return false;
  forget(last, { dropped: last });
  say("Taken back before it was sent.");
  return true;
}

function forget(item, detail) {
  waiting.splice(waiting.indexOf(item), 1);
  kept.drop(item);
  if (detail) tell("desk:pending", detail);
}

/** The digits of a random UUID; crypto.randomUUID() is there on secure pages only. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function run() {
  if (sending || sleeping) return;
  sending = true;
  while (waiting.length && (await deliver(waiting[0])));
  sending = false;
}

/** Send one decision. True: it is answered, and the next may go. */
async function deliver(item) {
  item.tried = true;
  kept.keep(item);
  let answer, html;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    answer = await call(item.address, { method: "POST", body: body(item), target: item.target, keepalive: true, signal });
    html = await answer.text();
  } catch {
    return later("The server cannot be reached.");
  }
  if ([429, 502, 503, 504].includes(answer.status)) return later("The server is too busy.");
  failures = 0;
  if (answer.headers.has("HX-Redirect")) return signedOut();
  if (answer.status === 403 && !item.renewed) return renewed(item);
  notice("");
  forget(item);
  if (item.article !== ARTICLE) answer.ok || refuseElsewhere(item);
  else if (answer.ok) settle(item, html, answer);
  else refuse(item, html, answer);
  return true;
}

function refuseElsewhere({ article, title = "another article", about }) {
  say("A decision that was kept was refused: look again at “", link(`${article}#a${about ?? ""}`, title), "”.");
}

function link(href, textContent) {
  return Object.assign(document.createElement("a"), { href, textContent });
}

function body(item) {
  const sent = new URLSearchParams(item.fields);
  sent.set("request_id", item.id);
  for (const key of openKeys()) sent.append("open", key);
  if (held() && item.article === ARTICLE) sent.set("inspected", held());
  return sent;
}

/** Wait, longer each time; the decision stays first. */
function later(why) {
  sleeping = setTimeout(wake, Math.min(500 * 2 ** failures, 30_000));
  failures += 1;
  notice(`${why} ${many()} kept in this browser and sent as soon as it answers.`);
  return false;
}

function many() {
  return waiting.length === 1 ? "Your decision is" : `Your ${waiting.length} decisions are`;
}

function wake() {
  clearTimeout(sleeping);
  sleeping = null;
  run();
}

addEventListener("online", wake);
addEventListener("focus", wake);

function settle(item, html, answer) {
  // Who has gone on to another annotation meanwhile is not called back.
  const into = item.target && item.holder === held() ? inspector : null;
  const before = inspector.firstElementChild;
  place(html, into, answer.headers);
  if (into && inspector.firstElementChild && inspector.firstElementChild !== before) shown(true, item.holder !== held());
  for (const next of waiting.filter((one) => one.follows === item.id)) build(next);
  tell("desk:pending", { settled: item });
}

/** What was decided on top of a decision builds on what that has left. */
function build(item) {
  const field = item.verb === "undo" ? "review" : "revision";
  const newest = item.verb === "undo" ? undoable() : revisionOf(item.about);
  delete item.follows;
  if (!newest) return forget(item, {});
  item.fields = [...item.fields.filter(([name]) => name !== field), [field, String(newest)]];
  return kept.keep(item);
}

function undoable() {
  return document.querySelector("#progress [name=review]")?.value;
}

let revisionOf = () => null;

/** Who knows the newest revision of an annotation. */
export function askRevisions(of) {
  revisionOf = of;
}

/** What was guessed goes back, and the server's answer is shown. */
function refuse(item, html, answer) {
  const fallen = falls(item.id);
  if (answer.headers.has("HX-Retarget")) {
    place(html, inspector, answer.headers);
    shown();
    say(fallen ? "Not done, nor what you decided on top of it." : "Not done: see below.");
  } else {
    say(answer.status === 403 ? "You may not change this article." : "The server failed; nothing was stored. Reload the page and try again.");
  }
  tell("desk:pending", { refused: item });
}

/** Drop what was decided on top of a refused decision; how many. */
function falls(id) {
  const fallen = waiting.filter((one) => one.follows === id);
  fallen.forEach((one) => forget(one));
  return fallen.reduce((count, one) => count + 1 + falls(one.id), 0);
}

/** The decisions go when this page is loaded again after a sign-in. */
function signedOut() {
  const href = `/accounts/login/?next=${encodeURIComponent(ARTICLE + location.search)}`;
  notice(`Your session has ended. ${many()} kept in this browser and sent after you have signed in. `, link(href, "Sign in again"));
  return false;
}

/** Take the token of the session that there is now, if it is the same editor's. */
async function renewed(item) {
  let page;
  try {
    const answer = await fetch(ARTICLE, { cache: "no-store" });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return later("The server cannot be reached.");
  }
  const user = page.querySelector("[data-user]")?.dataset.user;
  if (!user) return signedOut();
  if (user !== USER) {
    notice("Somebody else has signed in in this browser. Your decisions are kept until you sign in again.");
    return false;
  }
  item.renewed = true;
  renew(page.querySelector("[name=csrfmiddlewaretoken]").value);
  return deliver(item);
}

function notice(...words) {
  const line = document.getElementById("notice");
  line.replaceChildren(...words);
  line.hidden = !words[0];
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post") return;
  const address = submitter?.getAttribute("formaction") || form.getAttribute("action") || "";
  const { pathname } = new URL(address, location);
  if (![`${ARTICLE}annotations/`, `${ARTICLE}undo/`].some((one) => pathname.startsWith(one))) return;
  event.preventDefault();
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const target = form.closest("#inspector, #selection") ? inspector.id : "";
  send(pathname, Array.from(data), { target, via: form.closest("#current") ? "bar" : via });
});

// The second click of a double click decides nothing: it may meet what has moved under the pointer.
let pressed = -Infinity;
document.addEventListener(
  "click",
  (event) => {
    if (!event.target.closest("form[method=post] button")) return;
    if (event.detail > 1 && event.timeStamp - pressed < 300) {
      event.preventDefault();
      event.stopPropagation();
    }
    pressed = event.timeStamp;
  },
  true,
);

/** Send what an earlier page had to leave. */
export function resume() {
  if (USER) waiting.push(...kept.of(USER).map((item) => ({ ...item, renewed: false })));
  if (!waiting.length) return;
  say("Decisions that were kept in this browser are being sent.");
  tell("desk:pending", {});
  run();
}

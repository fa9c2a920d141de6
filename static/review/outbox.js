/* Decisions on their way to the server: sent one after the other, and kept in the browser until
   they are answered, so that a lost connection or an ended session loses none and none is taken twice.

   Every form of the desk that posts comes through here. "desk:pending" says that what is on its way
   has changed; what that makes of the page is guessed in marks.js. */

import { call, held, inspector, place, renew, say, tell } from "./fragments.js";
import { openKeys, shown } from "./panel.js";
import * as kept from "./kept.js";

const CARRIERS = new Set(["csrfmiddlewaretoken", "request_id", "open", "inspected"]);
const ARTICLE = location.pathname;
const USER = document.querySelector("[data-user]")?.dataset.user ?? "";
const TIMEOUT_MS = 20_000;
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** The decisions that are not answered yet, in order; the first may be under way. */
const waiting = [];
let sending = false;
let failures = 0;
let sleeping = null;

export function pending() {
  return waiting.filter((one) => one.article === ARTICLE);
}

/* --- Taking a decision --------------------------------------------------------------------------- */

/** Take the decision of a form. False: the very same is under way already. */
export function take(form, button) {
  const address = new URL(button?.getAttribute("formaction") || form.getAttribute("action"), location).pathname;
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const target = form.closest("#inspector, #selection") ? inspector.id : "";
  return send(address, Array.from(data), { target, via: form.closest("#current") ? "bar" : via });
}

let via = "";

/** Press a button for a key, so that it is known of a decision how it was taken. */
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

/** Send a decision: an address of the desk and its fields as pairs. */
export function send(address, pairs, extra = {}) {
  const fields = pairs.filter(([name]) => !CARRIERS.has(name));
  const about = address.match(/\/annotations\/(\d+)\//)?.[1];
  const verb = address.match(/(\w+)\/$/)[1];
  const same = (one) => one.address === address && alike(one.fields, fields);
  if (verb !== "undo" && waiting.some(same)) return false;
  if (verb === "undo" && dropped()) return true;
  const item = { id: newId(), address, verb, about, fields, article: ARTICLE, user: USER, at: Date.now(), ...extra };
  item.holder = held();
  item.concerns = concerned(fields, about);
  item.follows = waiting.findLast((one) => verb === "undo" || (about && one.concerns.includes(Number(about))))?.id;
  waiting.push(item);
  kept.keep(item);
  tell("desk:pending", { taken: item });
  run();
  return true;
}

/** The numbers of the annotations that a decision is about: one, or those that were shown. */
function concerned(fields, about) {
  if (about) return [Number(about)];
  const shown = fields.filter(([name]) => name === "shown").flatMap(([, value]) => value.split(" "));
  return shown.map((one) => Number.parseInt(one));
}

function alike(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** Take back the last decision if it has never been sent: then nobody else need know of it. */
function dropped() {
  const last = waiting.at(-1);
  if (!last || last.tried || last.verb === "undo" || last.article !== ARTICLE) return false;
  forget(waiting.length - 1, { dropped: last });
  say("Taken back before it was sent.");
  return true;
}

function forget(place, detail = {}) {
  const [item] = waiting.splice(place, 1);
  kept.drop(item);
  tell("desk:pending", detail);
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/* --- Sending ------------------------------------------------------------------------------------- */

async function run() {
  if (sending || sleeping) return;
  sending = true;
  while (waiting.length && (await deliver(waiting[0])));
  sending = false;
  if (!waiting.length) tell("desk:idle");
}

/** Send one decision. True: it is answered, and the next may go. */
async function deliver(item) {
  item.tried = true;
  kept.keep(item);
  let answer, html;
  try {
    answer = await call(item.address, { method: "POST", body: body(item), target: item.target, keepalive: true, signal: AbortSignal.timeout(TIMEOUT_MS) });
    html = await answer.text();
  } catch {
    return later("The server cannot be reached.");
  }
  if ([429, 502, 503, 504].includes(answer.status)) return later("The server is too busy.");
  failures = 0;
  if (answer.headers.has("HX-Redirect")) return signedOut();
  if (answer.status === 403 && !item.renewed) return renewed(item);
  notice("");
  if (answer.ok) settle(item, html, answer);
  else refuse(item, html, answer);
  return true;
}

function body(item) {
  const sent = new URLSearchParams(item.fields);
  sent.set("request_id", item.id);
  for (const key of openKeys()) sent.append("open", key);
  if (held() && item.article === ARTICLE) sent.set("inspected", held());
  return sent;
}

/** Wait, longer each time, and until the connection is there again; the decision stays first. */
function later(why) {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)];
  failures += 1;
  sleeping = setTimeout(wake, wait);
  const many = waiting.length === 1 ? "Your decision is" : `Your ${waiting.length} decisions are`;
  notice(`${why} ${many} kept in this browser and sent as soon as it answers.`);
  return false;
}

function wake() {
  clearTimeout(sleeping);
  sleeping = null;
  run();
}

addEventListener("online", wake);
addEventListener("focus", () => waiting.length && wake());
document.addEventListener("visibilitychange", () => !document.hidden && waiting.length && wake());

/* --- Answers ------------------------------------------------------------------------------------- */

function settle(item, html, answer) {
  waiting.shift();
  kept.drop(item);
  if (item.article !== ARTICLE) return tell("desk:pending", {});
  // Who has gone on to another annotation meanwhile is not called back.
  const into = item.target && (item.holder ?? "") === (held() ?? "") ? inspector : null;
  const before = inspector.firstElementChild;
  place(html, into, answer.headers);
  if (into && inspector.firstElementChild && inspector.firstElementChild !== before) shown(true);
  follow(item);
  tell("desk:pending", { settled: item });
}

/** What was decided on top of a decision builds on what that has left: its revision, its undo. */
function follow(item) {
  for (const next of waiting.filter((one) => one.follows === item.id)) {
    const field = next.verb === "undo" ? "review" : "revision";
    const newest = next.verb === "undo" ? undoable() : revisionOf(next.about);
    delete next.follows;
    if (newest) next.fields = [...next.fields.filter(([name]) => name !== field), [field, String(newest)]];
    if (newest) kept.keep(next);
    else forget(waiting.indexOf(next));
  }
}

function undoable() {
  return document.querySelector("#progress [name=review]")?.value;
}

let revisionOf = () => null;

/** Who knows the newest revision of an annotation. */
export function askRevisions(of) {
  revisionOf = of;
}

/** A decision that the server did not take: what was guessed goes back, its answer is shown. */
function refuse(item, html, answer) {
  waiting.shift();
  kept.drop(item);
  const fallen = falls(item.id);
  if (item.article !== ARTICLE) {
    say(`A decision on another article that was kept could not be taken.`);
    return tell("desk:pending", {});
  }
  if (answer.headers.has("HX-Retarget")) {
    place(html, inspector, answer.headers);
    shown();
    say(fallen ? "Not done, nor what you decided on top of it." : "Not done: see below.");
  } else {
    say(answer.status === 403 ? "You may not change this article." : "The server could not do that; nothing was stored. Reload the page and try again.");
  }
  tell("desk:pending", { refused: item });
}

/** Drop what was decided on top of a refused decision; how many those were. */
function falls(id) {
  const fallen = waiting.filter((one) => one.follows === id);
  for (const one of fallen) {
    waiting.splice(waiting.indexOf(one), 1);
    kept.drop(one);
  }
  return fallen.reduce((count, one) => count + 1 + falls(one.id), 0);
}

/* --- Sessions ------------------------------------------------------------------------------------ */

/** The server asks for a sign-in: say so; the decisions go when this page is loaded again. */
function signedOut() {
  const many = waiting.length === 1 ? "Your decision is" : `Your ${waiting.length} decisions are`;
  const link = document.createElement("a");
  link.href = `/accounts/login/?next=${encodeURIComponent(ARTICLE + location.search)}`;
  link.textContent = "Sign in again";
  notice(`Your session has ended. ${many} kept in this browser and sent after you have signed in. `, link);
  return false;
}

/** The session is another one since: take its token, if it is the same editor's. */
async function renewed(item) {
  item.renewed = true;
  let page;
  try {
    const answer = await fetch(ARTICLE, { credentials: "same-origin", cache: "no-store" });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    item.renewed = false;
    return later("The server cannot be reached.");
  }
  const user = page.querySelector("[data-user]")?.dataset.user;
  if (!user) {
    item.renewed = false;
    return signedOut();
  }
  if (user !== USER) {
    item.renewed = false;
    notice("Somebody else has signed in in this browser. Your decisions are kept until you sign in again.");
    return false;
  }
  renew(page.querySelector("[name=csrfmiddlewaretoken]").value);
  return deliver(item);
}

function notice(words, ...more) {
  const line = document.getElementById("notice");
  if (!line || (!words && line.hidden)) return;
  line.replaceChildren(words, ...more);
  line.hidden = !words;
}

/* --- Forms, and what was kept from before --------------------------------------------------------- */

/** Whether an address takes decisions of the desk: those of annotations, and undo. */
function takesDecisions(address) {
  return address.startsWith(`${ARTICLE}annotations/`) || address === `${ARTICLE}undo/`;
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post") return;
  const address = submitter?.getAttribute("formaction") || form.getAttribute("action");
  if (!address || !takesDecisions(new URL(address, location).pathname)) return;
  event.preventDefault();
  take(form, submitter);
});

// The second click of a double click decides nothing: it may meet what has moved under the pointer.
let pressed = -Infinity;
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("form[method=post] button");
    if (!button) return;
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
  if (!USER) return;
  waiting.push(...kept.of(USER));
  for (const item of waiting) delete item.renewed;
  if (!waiting.length) return;
  say(waiting.length === 1 ? "A decision that was kept is being sent." : `${waiting.length} decisions that were kept are being sent.`);
  tell("desk:pending", {});
  run();
}

/* The panel and the inspector: open an annotation, keep place and focus while parts are replaced. */

const inspector = document.getElementById("inspector");
document.documentElement.classList.add("scripted");
// What is put into the page is alive at once: a key may follow on the heels of the one before.
htmx.config.defaultSettleDelay = 0;

/** Load an annotation, or a page of choices, into the inspector. */
function open(address) {
  htmx.ajax("GET", address, { target: inspector, swap: "innerHTML" });
}

function close() {
  inspector.replaceChildren();
  document.dispatchEvent(new CustomEvent("desk:closed"));
}

document.addEventListener("desk:open", (event) => open(event.detail));

document.addEventListener("click", (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a.open, .inspector a.close");
  if (!link) return;
  if (link.matches(".open")) {
    event.preventDefault();
    open(link.href);
  } else if (link.hasAttribute("data-reload")) {
    event.preventDefault();
    location.href = link.href;
    location.reload();
  } else {
    close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (inspector.firstElementChild) close();
});

/* --- Names that an annotation may be linked to, while they are typed -------------------------- */

let waiting;
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const asked = new URLSearchParams({ q: field.value, kind: field.dataset.kind });
    htmx.ajax("GET", `${field.dataset.suggest}?${asked}`, {
      target: document.getElementById(field.dataset.into),
      swap: "innerHTML",
    });
  }, 200);
});

/* --- While parts of the page are replaced ------------------------------------------------------ */

let opened = new Set();
let focused = null;

/** What has the focus, so that it, or what stands next in the list, has it again afterwards. */
function remember() {
  opened = new Set(Array.from(document.querySelectorAll("details[open][id]"), (one) => one.id));
  const row = document.activeElement?.closest("#cards [id], .names [id], .cards [id]");
  const rows = row ? Array.from(row.parentElement.children, (one) => key(one)) : [];
  const section = document.activeElement?.closest(".section");
  focused = row && section && { section: section.id, next: rows.slice(rows.indexOf(key(row))) };
}

/** The number of the annotation of a row, which is `m…` or `c…`, or `a…` once it is rejected. */
function key(row) {
  return row.id.slice(1);
}

function restore() {
  for (const id of opened) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
  if (!focused || document.activeElement !== document.body) return;
  const section = document.getElementById(focused.section);
  for (const number of focused.next) {
    const row = section?.querySelector(`:is(#m${number}, #c${number}).suggested`);
    const button = row?.querySelector("button.yes");
    if (button) return button.focus({ preventScroll: true });
  }
}

document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === inspector && inspector.firstElementChild) {
    if (getComputedStyle(inspector.parentElement).overflowY === "auto") inspector.parentElement.scrollTop = 0;
    else inspector.scrollIntoView({ block: "nearest" });
    if (!inspector.contains(document.activeElement)) inspector.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("desk:opened"));
  }
});
document.addEventListener("htmx:responseError", () => say("The server could not do that. Reload the page and try again."));
document.addEventListener("htmx:sendError", () => say("The server cannot be reached. Nothing was stored; try again."));

function say(words) {
  const line = document.createElement("p");
  line.className = "failed";
  line.textContent = words;
  document.getElementById("outcome").replaceChildren(line);
}

/* --- Lists that are folded: which are open goes along with every request, as does what the
       inspector holds, so that it is shown anew when that has changed --------------------------- */

function openKeys() {
  return Array.from(document.querySelectorAll('.fold[aria-expanded="true"]'), (one) => one.dataset.open);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.fold");
  if (!link || event.button || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const key = link.dataset.open;
  const keys = openKeys();
  const asked = new URLSearchParams();
  for (const one of keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]) {
    asked.append("open", one);
  }
  const section = link.closest(".section");
  htmx
    .ajax("GET", `${location.pathname}sections/${section.id}/?${asked}`, { target: section, swap: "outerHTML" })
    .then(() => document.querySelector(`.fold[data-open="${CSS.escape(key)}"]`)?.focus({ preventScroll: true }));
});

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get" && !event.detail.path.endsWith("/progress/")) return;
  event.detail.formData.delete("open");
  for (const key of openKeys()) event.detail.formData.append("open", key);
  const inspected = inspector.querySelector("[data-annotation]")?.dataset.annotation;
  if (inspected && event.detail.verb !== "get") event.detail.formData.set("inspected", inspected);
});

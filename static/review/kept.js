/* Decisions that are not answered yet, in the browser's own store: one entry each, so that two tabs
   do not overwrite each other's. What two tabs send is the same request, which decides once. */

const PREFIX = "newsdesk.decision.";

export function keep(item) {
  localStorage.setItem(PREFIX + item.id, JSON.stringify(item));
}

export function drop(item) {
  localStorage.removeItem(PREFIX + item.id);
}

/** The decisions of a user, in the order in which they were taken. */
export function of(user) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  const found = names.map((name) => JSON.parse(localStorage.getItem(name)));
  return found.filter((one) => one.user === user).sort((one, other) => one.at - other.at);
}

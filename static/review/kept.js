/* Decisions that are not answered yet, in the browser's own store: one entry each, so that two tabs
   do not overwrite each other's. What two tabs send is the same request, which decides once. */

const PREFIX = "newsdesk.decision.";

export function keep(item) {
  try {
    localStorage.setItem(PREFIX + item.id, JSON.stringify(item));
  } catch {
    // A browser that keeps nothing for us still sends what it can.
  }
}

export function drop(item) {
  localStorage.removeItem(PREFIX + item.id);
}

/** The decisions of a user, in the order in which they were taken. */
export function of(user) {
  const found = [];
  for (let place = 0; place < localStorage.length; place += 1) {
    const name = localStorage.key(place);
    if (name.startsWith(PREFIX)) found.push(JSON.parse(localStorage.getItem(name)));
  }
  return found.filter((one) => one.user === user).sort((one, other) => one.at - other.at);
}

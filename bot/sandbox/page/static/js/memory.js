// What a person did to the page and expects to stay through updates: an open container, a sorted table, a draft.
// It lives as long as the page; only the theme outlives it.

const kept = new Map();

export function recall(key, otherwise) {
  return kept.has(key) ? kept.get(key) : otherwise;
}

export function keep(key, value) {
  kept.set(key, value);
}

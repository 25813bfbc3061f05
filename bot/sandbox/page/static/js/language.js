// What the page says, in the reader's language: its messages came with the page, with their holes and plurals.

const MESSAGES = JSON.parse(document.querySelector("#messages").textContent);

/** The tag that numbers, dates and plurals go by. */
export const LOCALE = document.documentElement.lang;

const NUMBERS = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat(LOCALE, { style: "percent" });
const PLURALS = new Intl.PluralRules(LOCALE);

/** A message with its values: say("replies", {count: 2}). */
export function say(id, values = {}) {
  return sayNodes(id, values).join("");
}

/** The same as a list of texts and values, of which some may be elements. */
export function sayNodes(id, values = {}) {
  if (!Object.hasOwn(MESSAGES, id)) throw new Error(id);
  return filled(MESSAGES[id], values);
}

/** Words after each other: "a, b". */
export function list(words) {
  return words.join(say("list-separator"));
}

export function number(value) {
  return NUMBERS.format(value);
}

export function percent(share) {
  return PERCENT.format(share);
}

// A part is a text, [name], or [name, {variant: parts}, the variant of everything else].
function filled(parts, values) {
  return parts.flatMap((part) => {
    if (typeof part === "string") return [part];
    const [name, variants, otherwise] = part;
    if (!(name in values)) throw new Error(name);
    const value = values[name];
    if (!variants) return [typeof value === "number" ? number(value) : value];
    const variant = [String(value), typeof value === "number" && PLURALS.select(value), otherwise].find((key) =>
      Object.hasOwn(variants, key),
    );
    return filled(variants[variant], values);
  });
}

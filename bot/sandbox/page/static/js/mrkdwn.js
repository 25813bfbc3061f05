// Slack's own markup -> nodes: *bold* _italic_ ~strike~ `code` ```pre``` > quote, <links>, <@mentions>, :emoji:.

import { h, link } from "./dom.js";
import { emoji, EMOJI_PATTERN, withEmoji } from "./emoji.js";
import { store } from "./store.js";
import { fullTime } from "./time.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack escapes three characters on the way in; people read them unescaped. */
function unescape(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/** A text object ({type: "mrkdwn"|"plain_text", text}) or a bare string of mrkdwn -> nodes. */
export function richText(object) {
  if (!object) return [];
  if (typeof object === "string") return mrkdwn(object);
  if (object.type === "plain_text")
    return lines(unescape(object.emoji === false ? object.text : withEmoji(object.text)));
  return mrkdwn(object.text);
}

/** A text object as one plain string, for labels and options. */
export function plainText(object) {
  if (!object) return "";
  return unescape(withEmoji(typeof object === "string" ? object : object.text));
}

export function mrkdwn(text) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, index) => {
    if (index % 2) return [h("pre", { class: "pre" }, unescape(part.replace(/<([^<>|]+)(?:\|[^<>]*)?>/g, "$1")))];
    return quotes(part);
  });
}

function quotes(text) {
  if (!/^(?:&gt;|>)/m.test(text)) return inline(text);
  const nodes = [];
  const plain = [];
  const quoted = [];
  const flush = (kept, wrap) => {
    if (kept.length) nodes.push(...wrap(inline(kept.join("\n"))));
    kept.length = 0;
  };
  const flushPlain = () => flush(plain, (content) => content);
  const flushQuoted = () => flush(quoted, (content) => [h("blockquote", null, content)]);
  let toTheEnd = false;
  for (const line of text.split("\n")) {
    const opening = line.match(/^(?:(?:&gt;){3}|>>>|&gt;|>)\s?/);
    if (toTheEnd || opening) {
      flushPlain();
      quoted.push(opening ? line.slice(opening[0].length) : line);
      toTheEnd ||= /^(?:(?:&gt;){3}|>>>)/.test(line);
    } else {
      flushQuoted();
      plain.push(line);
    }
  }
  flushPlain();
  flushQuoted();
  return nodes;
}

// A mark opens after a boundary and closes before one, so that snake_case and 2*3*4 stay as they are.
const WORD = "\\p{L}\\p{N}";
const marked = (mark) =>
  `(?<![${WORD}${mark}])[${mark}](?!\\s)((?:<[^<>\\n]*>|\`[^\`\\n]*\`|[^${mark}\\n])+?)(?<!\\s)[${mark}](?![${WORD}${mark}])`;
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    marked("*"),
    marked("_"),
    marked("~"),
    EMOJI_PATTERN.source,
    "(https?://[^\\s<>|]*[^\\s<>|.,;:!?)'\"])",
  ].join("|"),
  "gu",
);

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(...lines(unescape(text.slice(end, match.index))), token(match));
    end = match.index + match[0].length;
  }
  nodes.push(...lines(unescape(text.slice(end))));
  return nodes;
}

function token([whole, code, angle, bold, italic, strike, emojiName, url]) {
  if (code !== undefined) return h("code", null, unescape(code));
  if (angle !== undefined) return reference(angle);
  if (bold !== undefined) return h("strong", null, inline(bold));
  if (italic !== undefined) return h("em", null, inline(italic));
  if (strike !== undefined) return h("s", null, inline(strike));
  if (emojiName !== undefined) return emojiNode(emojiName) ?? whole;
  return link(unescape(url), unescape(url));
}

/** An emoji with its name for the pointer; null for one that is not known. */
export function emojiNode(name) {
  const characters = emoji(name.replace(/::skin-tone-\d$/, ""));
  return (
    characters &&
    h("span", { class: "emoji", title: `:${name}:` }, characters)
  );
}

function reference(content) {
  const [target, label] = split(content);
  if (target.startsWith("@")) return mention(`@${label ?? store.userName(target.slice(1))}`, target.slice(1));
  if (target.startsWith("#")) return mention(`#${label ?? store.channelName(target.slice(1))}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return mention(label ?? `@${target.slice(1).split("^")[0]}`);
  const address = unescape(target);
  return link(address, label ? lines(unescape(withEmoji(label))) : address.replace(/^mailto:/, ""));
}

function split(content) {
  const bar = content.indexOf("|");
  return bar < 0 ? [content, undefined] : [content.slice(0, bar), unescape(content.slice(bar + 1))];
}

function date(target, fallback) {
  const [, seconds] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  return h(
    "time",
    { datetime: Number.isNaN(when.getTime()) ? undefined : when.toISOString() },
    Number.isNaN(when.getTime()) ? (fallback ?? "") : fullTime(when),
  );
}

export function mention(text, userId) {
  return h("span", { class: ["mention", userId && userId === store.state.me && "mention-me"] }, text);
}

/** Text with its line breaks. */
export function lines(text) {
  if (!text) return [];
  return text
    .split("\n")
    .flatMap((line, index) => (index ? [h("br"), line] : [line]))
    .filter((node) => node !== "");
}

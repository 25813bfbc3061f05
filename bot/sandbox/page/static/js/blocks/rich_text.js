// rich_text: sections, lists, quotes and preformatted text, made of styled runs.

import { h, link } from "../dom.js";
import { emojiNode, lines, mention } from "../mrkdwn.js";
import { store } from "../store.js";
import { fullTime } from "../time.js";

export function richTextBlock(block) {
  const nodes = [];
  let list = [];
  for (const part of block.elements) {
    if (part.type === "rich_text_list") {
      list.push(part);
      continue;
    }
    if (list.length) nodes.push(lists(list));
    list = [];
    nodes.push(paragraph(part));
  }
  if (list.length) nodes.push(lists(list));
  return h("div", { class: "b-rich text" }, nodes);
}

function paragraph(part) {
  const content = richTextElements(part.elements);
  if (part.type === "rich_text_quote") return h("blockquote", null, content);
  if (part.type === "rich_text_preformatted") return h("pre", { class: "pre" }, content);
  return h("div", null, content);
}

// Slack sends a nested list as neighbours with a growing indent.
function lists(parts) {
  return h(
    "div",
    { class: "b-lists" },
    parts.map((part) =>
      h(
        part.style === "ordered" ? "ol" : "ul",
        {
          class: `indent-${Math.min(part.indent ?? 0, 5)}`,
          start: part.style === "ordered" && part.offset ? part.offset + 1 : undefined,
        },
        part.elements.map((item) => h("li", null, richTextElements(item.elements))),
      ),
    ),
  );
}

export function richTextElements(elements) {
  return elements.flatMap((run) => styled(run, runContent(run)));
}

function runContent(run) {
  switch (run.type) {
    case "text":
      return lines(run.text);
    case "link":
      return [link(run.url, run.text || run.url)];
    case "emoji":
      return [emojiNode(run.name) ?? run.display_value ?? `:${run.name}:`];
    case "user":
      return [mention(`@${store.userName(run.user_id)}`, run.user_id)];
    case "channel":
      return [mention(`#${store.channelName(run.channel_id)}`)];
    case "broadcast":
      return [mention(`@${run.range}`)];
    case "usergroup":
      return [mention(`@${run.usergroup_id}`)];
    case "date":
      return [h("time", null, fullTime(new Date(run.timestamp * 1000)))];
    case "color":
      return [h("span", { class: "swatch", style: { backgroundColor: run.value } }), run.value];
    default:
      return [h("span", { class: "unknown-inline" }, `[${run.type}]`)];
  }
}

function styled(run, nodes) {
  const style = run.style ?? {};
  let content = nodes;
  for (const [name, tag] of [
    ["code", "code"],
    ["bold", "strong"],
    ["italic", "em"],
    ["strike", "s"],
    ["underline", "u"],
  ]) {
    if (style[name]) content = [h(tag, null, content)];
  }
  return content;
}

/** The words alone, to sort and filter by. */
export function richTextWords(block) {
  const words = (node) =>
    typeof node.text === "string" ? node.text : (node.url ?? node.name ?? (node.elements ?? []).map(words).join(" "));
  return words(block);
}

// The common part of standard Markdown, for Slack's markdown block: headings, lists, quotes, rules, code, tables.

import { h, link } from "./dom.js";
import { lines, unescape } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

export function markdown(source) {
  const rows = source.replaceAll("\r\n", "\n").split("\n");
  const nodes = [];
  let at = 0;
  const takeWhile = (test) => {
    const from = at;
    while (at < rows.length && test(rows[at])) at += 1;
    return rows.slice(from, at);
  };
  while (at < rows.length) {
    const row = rows[at];
    const heading = row.match(/^(#{1,6})\s+(.*)$/);
    if (!row.trim()) at += 1;
    else if (row.startsWith("```")) {
      at += 1;
      nodes.push(h("pre", { class: "pre" }, unescape(takeWhile((line) => !line.startsWith("```")).join("\n"))));
      at += 1;
    } else if (heading) {
      at += 1;
      nodes.push(h(`h${Math.min(6, heading[1].length + 2)}`, null, spans(heading[2])));
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) {
      at += 1;
      nodes.push(h("hr", { class: "b-divider" }));
    } else if (/^(>|&gt;)/.test(row)) {
      nodes.push(
        h(
          "blockquote",
          null,
          markdown(
            takeWhile((line) => /^(>|&gt;)/.test(line))
              .map((line) => line.replace(/^(>|&gt;)\s?/, ""))
              .join("\n"),
          ),
        ),
      );
    } else if (ITEM.test(row)) {
      nodes.push(list(takeWhile((line) => ITEM.test(line) || /^\s{2,}\S/.test(line))));
    } else if (row.includes("|") && /^[\s|:-]+$/.test(rows[at + 1] ?? "") && rows[at + 1].includes("-")) {
      nodes.push(grid(takeWhile((line) => line.includes("|"))));
    } else {
      const first = at;
      nodes.push(
        h(
          "p",
          null,
          spans(
            takeWhile(
              (line) => at === first || (line.trim() && !/^(#{1,6}\s|```|>|&gt;)/.test(line) && !ITEM.test(line)),
            ).join("\n"),
          ),
        ),
      );
    }
  }
  return nodes;
}

function list(rows) {
  const ordered = /^\s*\d/.test(rows[0]);
  const depth = rows[0].match(ITEM)[1].length;
  const items = [];
  for (const row of rows) {
    const match = row.match(ITEM);
    if (match && match[1].length <= depth) items.push({ text: match[3], inner: [] });
    else items.at(-1).inner.push(row);
  }
  return h(
    ordered ? "ol" : "ul",
    null,
    items.map((item) =>
      h(
        "li",
        null,
        spans(item.text),
        item.inner.length
          ? ITEM.test(item.inner[0])
            ? list(item.inner)
            : spans(`\n${item.inner.join("\n").trim()}`)
          : null,
      ),
    ),
  );
}

function grid(rows) {
  const cells = (row) =>
    row
      .replace(/^\s*\||\|\s*$/g, "")
      .split("|")
      .map((cell) => spans(cell.trim()));
  const [head, , ...body] = rows;
  return h(
    "div",
    { class: "b-table-scroll", tabindex: 0, role: "group", "aria-label": "Table" },
    h(
      "table",
      { class: "b-table" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          cells(head).map((cell) => h("th", { scope: "col" }, cell)),
        ),
      ),
      h(
        "tbody",
        null,
        body.map((row) =>
          h(
            "tr",
            null,
            cells(row).map((cell) => h("td", null, cell)),
          ),
        ),
      ),
    ),
  );
}

const SPAN =
  /`([^`]+)`|!?\[([^\]]*)\]\(([^()\s]+(?:\([^()\s]*\))?)\)|\*\*(\S(?:.*?\S)?)\*\*|__(\S(?:.*?\S)?)__|~~(\S(?:.*?\S)?)~~|(?<![*\w])\*(\S(?:[^*]*\S)?)\*|(?<!\w)_(\S(?:[^_]*\S)?)_(?!\w)|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/s;

function spans(text) {
  const match = SPAN.exec(text);
  if (!match) return lines(unescape(withEmoji(text)));
  const [whole, code, label, address, bold, bold2, strike, italic, italic2, url] = match;
  let node;
  if (code !== undefined) node = h("code", null, unescape(code));
  else if (address !== undefined) node = link(unescape(address), spans(label || address));
  else if (bold ?? bold2) node = h("strong", null, spans(bold ?? bold2));
  else if (strike) node = h("s", null, spans(strike));
  else if (italic ?? italic2) node = h("em", null, spans(italic ?? italic2));
  else node = link(unescape(url), unescape(url));
  return [
    ...lines(unescape(withEmoji(text.slice(0, match.index)))),
    node,
    ...spans(text.slice(match.index + whole.length)),
  ];
}

// table: rows as they come. The cells are shared with data_table.

import { h } from "../dom.js";
import { say } from "../language.js";
import { lines } from "../mrkdwn.js";
import { element } from "./elements.js";
import { richTextBlock, richTextWords } from "./rich_text.js";

export function table(block) {
  const [head, ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const classes = (index) => [
    settings[index]?.align && `align-${settings[index].align}`,
    settings[index]?.is_wrapped && "wrapped",
  ];
  return h(
    "div",
    { class: "b-table-scroll", tabindex: 0, role: "group", "aria-label": say("table") },
    h(
      "table",
      { class: "b-table" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head.map((cell, index) => h("th", { scope: "col", class: classes(index) }, cellContent(cell))),
        ),
      ),
      h(
        "tbody",
        null,
        rows.map((row) =>
          h(
            "tr",
            null,
            row.map((cell, index) => h("td", { class: classes(index) }, cellContent(cell))),
          ),
        ),
      ),
    ),
  );
}

export function cellContent(cell, context) {
  if (cell.type === "rich_text") return [richTextBlock(cell)];
  if (cell.type === "action" && cell.element) return [element(cell.element, context)];
  return lines(String(cell.text ?? cell.value ?? ""));
}

export function cellWords(cell) {
  if (cell.type === "rich_text") return richTextWords(cell);
  return String(cell.text ?? cell.value ?? "");
}

// data_table: sorts by a press on a column's head, filters as one types, and turns pages.

import { h, keepingFocus } from "../dom.js";
import { icon } from "../icons.js";
import { LOCALE, say } from "../language.js";
import { keep, recall } from "../memory.js";
import { cellContent, cellWords } from "./table.js";

const COLLATOR = new Intl.Collator(LOCALE, { numeric: true, sensitivity: "base" });
let count = 0;

export function dataTable(block, context) {
  const [head, ...rows] = block.rows;
  const pageSize = block.page_size ?? 5;
  const rowHead = block.row_header_column_index ?? 0;
  const memory = `${context.key}/${block.block_id}/table`;
  const state = { column: null, descending: false, filter: "", page: 0, ...recall(memory, {}) };
  const id = `data-table-${++count}`;
  const numeric = head.map((_, column) => rows.every((row) => row[column].type === "raw_number"));
  const focus = (part) => ({ focus: `${memory}/${part}` });
  const inner = { ...context, blockId: block.block_id };

  const filter = h("input", {
    class: "field",
    type: "search",
    placeholder: say("table-filter"),
    "aria-label": say("table-filter-label", { table: block.caption }),
    "aria-controls": id,
    value: state.filter,
    dataset: focus("filter"),
    oninput: () => update({ filter: filter.value, page: 0 }),
  });
  const body = h("tbody");
  const heads = h("tr");
  const status = h("span", { class: "muted", role: "status" });
  const previous = pageButton("back", say("table-previous"), () => update({ page: state.page - 1 }));
  const next = pageButton("chevron", say("table-next"), () => update({ page: state.page + 1 }));
  const root = h(
    "div",
    { class: "b-data-table" },
    rows.length > pageSize && h("div", { class: "b-data-table-filter" }, icon("search", 16), filter),
    h(
      "div",
      { class: "b-table-scroll", tabindex: 0, role: "group", "aria-label": block.caption },
      h("table", { class: "b-table", id }, h("caption", null, block.caption), h("thead", null, heads), body),
    ),
    h(
      "div",
      { class: "b-data-table-foot" },
      status,
      rows.length > pageSize && h("span", { class: "pages" }, previous, next),
    ),
  );

  function pageButton(name, label, onclick) {
    return h(
      "button",
      { class: "icon-button", type: "button", "aria-label": label, onclick, dataset: focus(name) },
      icon(name, 16),
    );
  }

  function update(change) {
    Object.assign(state, change);
    keep(memory, { ...state });
    draw();
  }

  function sortBy(column) {
    if (state.column !== column) update({ column, descending: numeric[column], page: 0 });
    else if (state.descending !== numeric[column]) update({ column: null, page: 0 });
    else update({ descending: !state.descending, page: 0 });
  }

  function visible() {
    const wanted = state.filter.trim().toLowerCase();
    const found = rows.filter((row) => !wanted || row.some((cell) => cellWords(cell).toLowerCase().includes(wanted)));
    if (state.column === null) return found;
    const direction = state.descending ? -1 : 1;
    const value = (row) => row[state.column];
    const compare = numeric[state.column]
      ? (a, b) => value(a).value - value(b).value
      : (a, b) => COLLATOR.compare(cellWords(value(a)), cellWords(value(b)));
    return found.toSorted((a, b) => direction * compare(a, b));
  }

  function draw() {
    keepingFocus(root, () => {
      const found = visible();
      const last = Math.max(0, Math.ceil(found.length / pageSize) - 1);
      state.page = Math.min(Math.max(state.page, 0), last);
      const from = state.page * pageSize;
      const shown = found.slice(from, from + pageSize);
      heads.replaceChildren(...head.map(columnHead));
      body.replaceChildren(...shown.map(rowElement));
      status.textContent = position(from + 1, from + shown.length, found.length);
      previous.disabled = state.page === 0;
      next.disabled = state.page === last;
    });
  }

  function position(from, to, count) {
    if (!count) return say("table-no-row");
    if (count === rows.length) return say("table-rows", { from, to, count });
    return say("table-rows-found", { from, to, count, all: rows.length });
  }

  function columnHead(cell, column) {
    const sorted = state.column === column ? (state.descending ? "descending" : "ascending") : "none";
    const arrow = { none: "sort", ascending: "up", descending: "down" }[sorted];
    return h(
      "th",
      { scope: "col", "aria-sort": sorted, class: numeric[column] && "align-right" },
      h(
        "button",
        { class: "sort", type: "button", onclick: () => sortBy(column), dataset: focus(`sort-${column}`) },
        cellContent(cell),
        icon(arrow, 14),
      ),
    );
  }

  function rowElement(row) {
    return h(
      "tr",
      null,
      row.map((cell, column) =>
        h(
          column === rowHead ? "th" : "td",
          { scope: column === rowHead ? "row" : undefined, class: numeric[column] && "align-right" },
          cellContent(cell, inner),
        ),
      ),
    );
  }

  draw();
  return root;
}

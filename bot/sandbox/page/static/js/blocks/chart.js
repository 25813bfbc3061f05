// data_visualization: pie, bar, line and area charts as SVG, each with its figures as a table.

import { h, svg } from "../dom.js";

const WIDTH = 520;
const HEIGHT = 240;
const FRAME = { left: 44, right: 12, top: 12, bottom: 34 };
const NUMBER = new Intl.NumberFormat();
const colour = (index) => `chart-${index % 6}`;

export function chart(block) {
  const data = block.chart;
  const pie = data.type === "pie";
  const draw = { pie: pieChart, bar: barChart, line: lineChart, area: lineChart }[data.type];
  return h(
    "figure",
    { class: "b-chart" },
    h("figcaption", { class: "b-chart-title" }, block.title),
    draw
      ? h(
          "div",
          { class: ["b-chart-body", pie && "b-chart-pie"] },
          draw(data, block.title),
          pie && legend(data.segments.map((part) => [part.label, part.value])),
        )
      : h("p", { class: "muted" }, `A chart of type ${data.type}:`),
    !pie && data.series?.length > 1 && legend(data.series.map((series) => [series.name, null])),
    h("details", { class: "b-chart-data", open: !draw }, h("summary", null, "Show as a table"), figures(data)),
  );
}

function legend(entries) {
  return h(
    "ul",
    { class: "b-chart-legend" },
    entries.map(([label, value], index) =>
      h(
        "li",
        null,
        h("span", { class: `key ${colour(index)}` }),
        h("span", null, label),
        value !== null && h("strong", null, NUMBER.format(value)),
      ),
    ),
  );
}

function figures(data) {
  const head = data.type === "pie" ? ["", "Value"] : ["", ...(data.series ?? []).map((series) => series.name)];
  const rows =
    data.type === "pie"
      ? data.segments.map((part) => [part.label, part.value])
      : categories(data).map((category) => [category, ...data.series.map((series) => valueAt(series, category))]);
  return h(
    "table",
    { class: "b-table" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        head.map((text) => h("th", { scope: "col" }, text)),
      ),
    ),
    h(
      "tbody",
      null,
      rows.map(([label, ...values]) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, label),
          values.map((value) => h("td", { class: "align-right" }, value === null ? "–" : NUMBER.format(value))),
        ),
      ),
    ),
  );
}

function categories(data) {
  return (
    data.axis_config?.categories ?? [
      ...new Set((data.series ?? []).flatMap((series) => series.data.map((point) => point.label))),
    ]
  );
}

function valueAt(series, category) {
  return series.data.find((point) => point.label === category)?.value ?? null;
}

function canvas(title, ...children) {
  return svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `${title}; the figures are in the table below`,
      class: "chart",
    },
    children,
  );
}

function pieChart(data, title) {
  const total = data.segments.reduce((sum, part) => sum + part.value, 0) || 1;
  const point = (share) =>
    [120 + 100 * Math.sin(2 * Math.PI * share), 120 - 100 * Math.cos(2 * Math.PI * share)]
      .map((value) => value.toFixed(2))
      .join(" ");
  let start = 0;
  const slices = data.segments.map((part, index) => {
    const end = start + part.value / total;
    const tip = svg("title", null, `${part.label}: ${NUMBER.format(part.value)}`);
    const path =
      part.value === total
        ? svg("circle", { cx: 120, cy: 120, r: 100, class: `slice ${colour(index)}` }, tip)
        : svg(
            "path",
            {
              d: `M120 120L${point(start)}A100 100 0 ${end - start > 0.5 ? 1 : 0} 1 ${point(end)}Z`,
              class: `slice ${colour(index)}`,
            },
            tip,
          );
    start = end;
    return path;
  });
  return svg(
    "svg",
    {
      viewBox: "0 0 240 240",
      role: "img",
      "aria-label": `${title}; the figures are in the table below`,
      class: "chart",
    },
    slices,
  );
}

/** Round steps from the least to the greatest value; zero is always among them. */
function scale(data) {
  const values = data.series.flatMap((series) => series.data.map((point) => point.value));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values, low + 1e-9);
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const from = Math.floor(low / step) * step;
  const to = Math.ceil(high / step) * step;
  const y = (value) => FRAME.top + ((to - value) / (to - from)) * (HEIGHT - FRAME.top - FRAME.bottom);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
  return { y, ticks };
}

function axes(data, { y, ticks }, names, x) {
  const every = Math.ceil(names.length / 8);
  return [
    ticks.map((tick) => [
      svg("line", { x1: FRAME.left, x2: WIDTH - FRAME.right, y1: y(tick), y2: y(tick), class: "grid" }),
      svg("text", { x: FRAME.left - 6, y: y(tick) + 4, class: "tick", "text-anchor": "end" }, NUMBER.format(tick)),
    ]),
    names.map((name, index) =>
      index % every
        ? null
        : svg("text", { x: x(index), y: HEIGHT - FRAME.bottom + 16, class: "tick", "text-anchor": "middle" }, name),
    ),
    data.axis_config?.x_label &&
      svg(
        "text",
        { x: WIDTH / 2, y: HEIGHT - 3, class: "tick axis", "text-anchor": "middle" },
        data.axis_config.x_label,
      ),
    data.axis_config?.y_label &&
      svg(
        "text",
        {
          x: 10,
          y: HEIGHT / 2,
          class: "tick axis",
          "text-anchor": "middle",
          transform: `rotate(-90 10 ${HEIGHT / 2})`,
        },
        data.axis_config.y_label,
      ),
  ];
}

function barChart(data, title) {
  const names = categories(data);
  const slot = (WIDTH - FRAME.left - FRAME.right) / Math.max(1, names.length);
  const bar = Math.min(44, (slot * 0.72) / data.series.length);
  const middle = (index) => FRAME.left + slot * (index + 0.5);
  const grid = scale(data);
  const bars = data.series.flatMap((series, order) =>
    names.map((name, index) => {
      const value = valueAt(series, name);
      if (value === null) return null;
      const x = middle(index) + (order - data.series.length / 2) * bar;
      const top = Math.min(grid.y(value), grid.y(0));
      return svg(
        "rect",
        {
          x: x + 1,
          y: top,
          width: Math.max(1, bar - 2),
          height: Math.abs(grid.y(value) - grid.y(0)),
          rx: 2,
          class: `bar ${colour(order)}`,
        },
        svg("title", null, `${series.name}, ${name}: ${NUMBER.format(value)}`),
      );
    }),
  );
  return canvas(title, axes(data, grid, names, middle), bars);
}

function lineChart(data, title) {
  const names = categories(data);
  const slot = (WIDTH - FRAME.left - FRAME.right) / Math.max(1, names.length);
  const middle = (index) => FRAME.left + slot * (index + 0.5);
  const grid = scale(data);
  const lines = data.series.map((series, order) => {
    const points = names
      .map((name, index) => [middle(index), valueAt(series, name), name])
      .filter(([, value]) => value !== null);
    const path = points
      .map(([x, value], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${grid.y(value).toFixed(1)}`)
      .join("");
    const floor = grid.y(0).toFixed(1);
    return [
      data.type === "area" &&
        points.length > 1 &&
        svg("path", {
          d: `${path}L${points.at(-1)[0].toFixed(1)} ${floor}L${points[0][0].toFixed(1)} ${floor}Z`,
          class: `area ${colour(order)}`,
        }),
      svg("path", { d: path, class: `line ${colour(order)}` }),
      points.map(([x, value, name]) =>
        svg(
          "circle",
          { cx: x, cy: grid.y(value), r: 3.5, class: `point ${colour(order)}` },
          svg("title", null, `${series.name}, ${name}: ${NUMBER.format(value)}`),
        ),
      ),
    ];
  });
  return canvas(title, axes(data, grid, names, middle), lines);
}

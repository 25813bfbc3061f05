// Elements without markup strings. What a message says only ever becomes a text node or an attribute of a known
// kind, so nothing that an app posts can run in the page.

const SVG = "http://www.w3.org/2000/svg";

/** h("a", {class: "link", href: url, onclick: f, dataset: {ts}}, "text", node, [more]) */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG: svg("circle", {r: 4}) */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class")
      element.setAttribute("class", Array.isArray(value) ? value.filter(Boolean).join(" ") : value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

export function $(selector, root = document) {
  return root.querySelector(selector);
}

/** An address that may be followed: http, https or mailto; null for anything else (javascript:, data:). */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens beside the page; its text alone if the address may not be followed. */
export function link(address, ...children) {
  const href = safeUrl(address);
  if (!href) return h("span", null, ...children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Makes `nodes` the children of `host`, moving only what stands elsewhere: a moved element would lose its focus. */
export function reconcile(host, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...host.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (host.childNodes[index] !== node) host.insertBefore(node, host.childNodes[index] ?? null);
  });
}

/** What goes by this name among the things that can take the focus. */
export function focusable(root, key) {
  return [...root.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === key);
}

/** Runs `render`, which replaces nodes, and puts the focus back on what stands in the same place afterwards. */
export function keepingFocus(root, render) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest("[data-focus]")?.dataset.focus;
  const selection = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  render();
  if (!focused || document.activeElement === focused) return;
  const successor = focused.isConnected ? focused : focusable(root, key);
  successor?.focus({ preventScroll: true });
  if (successor && selection && selection[0] !== null) successor.setSelectionRange?.(...selection);
}

/** Says something to screen readers without showing it. */
export function announce(text) {
  const region = $("#announcer");
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}

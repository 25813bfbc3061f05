// Faces: initials on a colour for people, two overlapping outlines for the app.

import { h, svg } from "./dom.js";

const COLOURS = 6;

export function avatar(user, className = "avatar") {
  if (user.is_app) {
    return h(
      "span",
      { class: `${className} avatar-app`, "aria-hidden": "true" },
      svg(
        "svg",
        { viewBox: "0 0 36 36" },
        svg("rect", { x: 8, y: 8, width: 14, height: 14, rx: 4 }),
        svg("circle", { cx: 22, cy: 22, r: 7.5 }),
      ),
    );
  }
  const colour = [...user.id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % COLOURS;
  return h(
    "span",
    { class: `${className} avatar-${colour}`, "aria-hidden": "true" },
    initials(user.real_name || user.name),
  );
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? words[0][0] + words.at(-1)[0] : [...name].slice(0, 1).join("");
}

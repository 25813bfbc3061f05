// Pictures the project draws: one press posts one.

import { api } from "./api.js";
import { $, announce, h } from "./dom.js";
import { say } from "./language.js";
import { attempt } from "./toast.js";

export function drawSamples(samples, channel) {
  const post = async (sample, button) => {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    if (await attempt(api.sample(sample.name, channel()))) announce(say("samples-posted", { title: sample.title }));
    button.ariaBusy = "false";
  };
  $("#samples").hidden = !samples.length;
  $("#sample-list").replaceChildren(
    ...samples.map((sample) =>
      h(
        "li",
        null,
        h(
          "button",
          {
            class: "sample",
            type: "button",
            title: say("samples-post", { title: sample.title }),
            "aria-label": say("samples-post-label", { title: sample.title }),
            dataset: { sample: sample.name },
            onclick: (event) => post(sample, event.currentTarget),
          },
          h("img", { src: `/sandbox/samples/${encodeURIComponent(sample.name)}`, alt: "", loading: "lazy" }),
          h("span", null, sample.title),
        ),
      ),
    ),
  );
}

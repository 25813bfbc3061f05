// Block Kit -> elements. A block that the page does not know is shown as a notice: nothing is dropped in silence.
//
// context: {
//   key                                      what the page's memory files this surface under
//   stateOf(blockId, element)                what has been entered or chosen; null for nothing
//   changed(blockId, element, state, send)   to be told of more; send: the app hears of it now
//   error?(blockId)                          what is wrong with an input
// }
// A renderer gets this and `blocks`, for blocks inside its own: none of them imports this module.

import { h, reconcile } from "../dom.js";
import { actions, contextActions } from "./actions.js";
import { container } from "./container.js";
import { dataTable } from "./data_table.js";
import { image } from "./images.js";
import { input } from "./input.js";
import { richTextBlock } from "./rich_text.js";
import { table } from "./table.js";
import { context as contextBlock, divider, header, section } from "./text.js";
import { unknown } from "./unknown.js";

const RENDERERS = {
  actions,
  container,
  context: contextBlock,
  context_actions: contextActions,
  data_table: dataTable,
  divider,
  header,
  image,
  input,
  rich_text: richTextBlock,
  section,
  table,
};

/** One wrapper a block, in order. */
export function blocks(list, context) {
  return (list ?? []).map((item, index) => block(item, context, index));
}

function block(item, context, index) {
  const content = RENDERERS[item.type]?.({ block_id: `#${index}`, ...item }, { ...context, blocks }) ?? unknown(item);
  return h("div", { class: `block block-${item.type}`, dataset: { block: item.block_id ?? `#${index}` } }, content);
}

/** Brings `host` from what it shows to `list`; a block that did not change keeps its element, and with it its state. Returns the share kept. */
export function patchBlocks(host, list, context) {
  const before = new Map([...host.children].map((node) => [node.signature, node]));
  const after = (list ?? []).map((item, index) => {
    const signature = `${context.key}\n${index}\n${JSON.stringify(item)}`;
    const node = before.get(signature) ?? block(item, context, index);
    node.signature = signature;
    return node;
  });
  const kept = after.filter((node) => node.parentNode === host).length;
  reconcile(host, after);
  return after.length ? kept / after.length : 1;
}

import type { Node } from "commonmark";

/**
 * The words of a heading or link, without the marks around them; a line break counts as a space. `known` has the texts
 * of the links inside: images may nest, and would be walked over once for each image around them.
 */
export function inlineText(node: Node, known: ReadonlyMap<Node, string>): string {
  let text = "";
  const walker = node.walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { type, literal } = step.node;
    const inner = step.entering && step.node !== node ? known.get(step.node) : undefined;
    if (inner !== undefined) {
      text += inner;
      walker.resumeAt(step.node, false);
    } else if (type === "text" || type === "code") text += literal ?? "";
    else if (type === "softbreak" || type === "linebreak") text += " ";
  }
  return text;
}

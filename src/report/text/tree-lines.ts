import type { ViewNode } from "../../model/view.ts";

/** A tree as lines, drawn with the characters that terminals have for it. */
export function treeLines({ name, note, children }: ViewNode): readonly string[] {
  return [`${name}  ${note}`, ...branches(children, "")];
}

function branches(nodes: readonly ViewNode[], indent: string): readonly string[] {
  return nodes.flatMap(({ name, note, children }, index) => {
    const last = index === nodes.length - 1;
    return [
      `${indent}${last ? "└─ " : "├─ "}${name}  ${note}`,
      ...branches(children, `${indent}${last ? "   " : "│  "}`),
    ];
  });
}

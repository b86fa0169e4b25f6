import type { RolldownPluginOption } from "rolldown";
import { type ESTree, parseSync, Visitor } from "rolldown/utils";

/**
 * Leaves the examples of rules out, a sixth of what is loaded: pages and tests are made of them. A run asks only
 * whether one of them is `fixed`.
 */
export const ruleExamples: RolldownPluginOption = {
  name: "rule-examples",
  transform: {
    filter: { id: /[\\/]src[\\/](?:rules[\\/].*|\w+[\\/]rules)\.ts$/, code: "examples: [" },
    handler: (code, id) => arraysOfExamples(id, code).reduceRight(withoutExamples, code),
  },
};

function arraysOfExamples(id: string, code: string): readonly ESTree.ArrayExpression[] {
  const found: ESTree.ArrayExpression[] = [];
  const visitor = new Visitor({
    Property({ key, value }) {
      if (key.type === "Identifier" && key.name === "examples" && value.type === "ArrayExpression") found.push(value);
    },
  });
  visitor.visit(parseSync(id, code).program);
  return found;
}

const withoutExamples = (code: string, { start, end, elements }: ESTree.ArrayExpression): string =>
  `${code.slice(0, start)}[${elements.some(isFixed) ? "{ fixed: {} }" : ""}]${code.slice(end)}`;

const isFixed = (example: ESTree.ArrayExpression["elements"][number]): boolean =>
  example?.type === "ObjectExpression" &&
  example.properties.some(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === "fixed",
  );

import { OLDEST_NODE } from "./oldest-node.ts";

const { user, developer } = OLDEST_NODE;

/** Files that people write, and one of the program, with the places where they state a version of Node. */
const STATED: readonly (readonly [path: string, version: string, place: RegExp])[] = [
  ["src/report/tool.ts", user.text, /(?<=OLDEST_NODE = ")[\d.]+/g],
  ["README.md", developer.text, /(?<=Node ≥ )[\d.]+/g],
  ["CONTRIBUTING.md", developer.text, /(?<=Node ≥ )[\d.]+/g],
  [".github/workflows/ci.yml", developer.text, /(?<=")[\d.]+(?=" # the oldest that the scripts start on)/g],
  [".github/workflows/ci.yml", user.text, /(?<=")[\d.]+(?=" \} # the oldest that users need)/g],
];

/** Those files with the versions of package.json in them. Throws where a place is not found: it was written in other words. */
export function renderStatedNode(read: (path: string) => string): ReadonlyMap<string, string> {
  const rendered = new Map<string, string>();
  for (const [path, version, place] of STATED) {
    const text = rendered.get(path) ?? read(path);
    if (text.search(place) === -1)
      throw new Error(
        `${path} states no version of Node where ${place} looks for it. Correct scripts/generate/stated-node.ts.`,
      );
    rendered.set(path, text.replaceAll(place, version));
  }
  return rendered;
}

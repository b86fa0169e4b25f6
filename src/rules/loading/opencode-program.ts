import { opencodeFacts } from "../../clients/opencode.ts";
import { comesLater } from "../../inventory/places/comes-later.ts";
import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { headImports } from "../../inventory/texts/head-imports.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

/** Modules that can be run by their own runner alone. */
const RUNNERS: ReadonlySet<string> = new Set(["bun:test", "node:test"]);
/** What may stand behind the name of a file where a program imports it. */
const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".node", ".wasm"];

export const loadingOpencodeProgram = defineRepositoryRule({
  id: "loading/opencode-program",
  local: true,
  severity: "error",
  summary: "The tools and plugins of OpenCode find what they import.",
  why: "OpenCode runs every .ts and .js file right in .opencode/tool and .opencode/plugin, tests beside them included.",
  consequence: "OpenCode answers no prompt in this repository, or goes on without the plugin and what it guards.",
  help: "Add the file or correct the path. Move tests and what tools share into another folder: OpenCode runs nothing below its folders of tools and plugins.",
  since: "0.1.0",
  sources: [
    opencodeFacts.programs,
    { read: { url: "https://github.com/anomalyco/opencode/issues/37317", date: "2026-12-01" } },
  ],

  *check(repository) {
    for (const artifact of repository.of("program")) {
      const { dialect, path, source } = artifact;
      if (dialect !== "opencode") continue;
      const isTool = /\/tools?\/[^/]+$/.test(path);
      const lost = isTool ? "OpenCode answers no prompt" : "OpenCode leaves this plugin out";
      for (const { from, at, isUsed } of headImports(source.text)) {
        if (!isUsed && path.endsWith(".ts")) continue;
        const missing = missingModule(repository, path, from);
        if (missing !== undefined)
          yield { artifact, message: `${lost}: there is no "${missing}" to import.`, at, client: "opencode" };
        else if (isTool && RUNNERS.has(from))
          yield { artifact, message: `${lost}: outside of a test "${from}" cannot be used.`, at, client: "opencode" };
      }
    }
  },

  examples: [
    {
      because: "a file beside the tool, one by the ending that it has later, a package, and a type",
      files: {
        ".opencode/tool/query.ts":
          'import { tool } from "@opencode-ai/plugin";\nimport { rows } from "../lib/rows.js";\nimport type { Row } from "./row";\nexport default tool({ description: "Asks.", args: {}, execute: rows });\n',
        ".opencode/lib/rows.ts": "export const rows = async () => [];\n",
      },
    },
    {
      because: "a tool and a plugin whose files are gone",
      files: {
        ".opencode/tool/query.ts":
          'import { rows } from "../lib/rows";\nexport default { description: "Asks.", args: {}, execute: rows };\n',
        ".opencode/plugin/guard.ts": 'import { isSafe } from "./safe.js";\nexport const Guard = async () => isSafe;\n',
      },
      reports: [
        '.opencode/plugin/guard.ts:1:25 OpenCode leaves this plugin out: there is no ".opencode/plugin/safe.js" to import.',
        '.opencode/tool/query.ts:1:23 OpenCode answers no prompt: there is no ".opencode/lib/rows" to import.',
      ],
    },
    {
      because: "a test beside its tool: OpenCode takes it for a tool",
      files: {
        ".opencode/tool/query.ts": 'export default { description: "Asks.", args: {}, execute: async () => "" };\n',
        ".opencode/tool/query.test.ts":
          'import { expect, test } from "bun:test";\nimport query from "./query";\ntest("asks", async () => expect(await query.execute()).toBe(""));\n',
      },
      reports: [
        '.opencode/tool/query.test.ts:1:31 OpenCode answers no prompt: outside of a test "bun:test" cannot be used.',
      ],
    },
  ],
});

/** Where a path that a program imports leads, if nothing is there and no build makes it. */
function missingModule(repository: Repository, program: string, from: string): string | undefined {
  if (!/^\.\.?\//.test(from) || from.includes("?")) return undefined;
  const path = pathFrom(folderOf(program), from);
  const layout = layoutOf(repository);
  if (path === undefined || comesLater(layout, path)) return undefined;
  // A program of TypeScript names another by the ending that it has when it is built.
  const stem = path.replace(/\.[cm]?jsx?$/, "");
  return ENDINGS.some((ending) => layout.has(path + ending) || layout.has(stem + ending)) ? undefined : path;
}

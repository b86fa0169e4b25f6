import { READERS } from "../context/instruction-files.ts";
import { type Command, defineCommand } from "./command.ts";
import { conclude } from "../judging/conclude.ts";
import { judgingOptions, pathArgument } from "./options.ts";
import { tokenLoad } from "../checks/tokens/load.ts";
import { wantsPage } from "./wants-page.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const tokensCommand: Command = defineCommand({
  name: "tokens",
  summary: "Count what each client really loads: always, when triggered, on demand.",
  description:
    "Files are counted exactly with o200k_base; what that is for other models is an estimate with its interval, and says so.",
  positionals: [pathArgument],
  options: [
    { name: "tree", type: "boolean", summary: "Show what is loaded, one by one.", doors: ["terminal"] },
    { name: "client", type: "string", values: READERS, summary: "Show one client only, in full.", doors: ["terminal"] },
    {
      name: "cwd",
      type: "string",
      value: "folder",
      summary: "Show what is loaded for work in this folder of the checked one.",
      doors: ["terminal"],
    },
    {
      name: "exact",
      type: "boolean",
      summary:
        "Ask Anthropic for the count of what Claude Code always loads; needs ANTHROPIC_API_KEY, sends the texts.",
      doors: ["terminal"],
    },
    ...judgingOptions,
  ],
  examples: [
    { line: "agent-ci tokens", does: "what every client loads, in sums" },
    { line: "agent-ci tokens --client codex --cwd packages/api", does: "one view, file by file" },
    { line: "agent-ci tokens --format json", does: "one measurement per file and per client, for a program" },
  ],
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    const { tree, client, cwd, exact } = values;
    const shown = {
      drawn: wantsPage(workspace), // one client's context as a map
      ...(exact !== undefined && { exact }),
      ...(tree !== undefined && { tree }),
      ...(client !== undefined && { client }),
      ...(cwd !== undefined && { cwd }),
    };
    return conclude(world, workspace, values, [tokenLoad(shown)]);
  },
});

import { UsageError } from "../../model/usage-error.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOption } from "../options.ts";

export const mcp: Command = defineCommand({
  name: "mcp",
  summary: "Write down which tools the configured MCP servers have.",
  description: `lock starts each server that the configuration declares, shut in without a network, asks for its tools, and writes
them to .agent-ci/mcp.lock.json: token budgets count them, and dry runs serve them. Variables get keys that are none.
A server that needs a network is not started: record the answer to its tools/list, and give it by --from.`,
  positionals: [
    { name: "action", summary: "What to do: lock." },
    { name: "path", optional: true, summary: "Folder of the configuration; the working directory if not given." },
  ],
  options: [
    {
      name: "from",
      type: "string",
      value: "file",
      summary: "Take the tools from a recorded list, and start nothing: an answer to tools/list, or one per server.",
    },
    {
      name: "server",
      type: "string",
      value: "name",
      summary: "This server alone; the others stay as they are locked.",
    },
    { name: "check", type: "boolean", summary: "Write nothing; fail where the lock is not what the servers say." },
    configOption,
  ],
  examples: [
    { line: "agent-ci mcp lock", does: "asks every server that can be started here" },
    { line: "agent-ci mcp lock --from tools.json --server github", does: "the tools of a server that needs a network" },
    { line: "agent-ci mcp lock --check", does: "whether a server has other tools than when it was reviewed" },
  ],
  async run(world, values, [action = "", folder]) {
    if (action !== "lock") throw new UsageError(`mcp cannot "${action}". It can lock.`);
    return (await import("./lock-servers.ts")).lockServers(world, values, folder);
  },
});

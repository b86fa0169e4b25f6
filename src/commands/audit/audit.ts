import { UsageError } from "../../model/usage-error.ts";
import { type Command, defineCommand } from "../command.ts";
import { listFormat, stateOption } from "../options.ts";

export const auditCommand: Command = defineCommand({
  name: "audit",
  summary: "Verify the audit log of rollouts, and what it says of their states.",
  description: `verify reads the branch of states and names the first line that is not what was signed: edited, inserted, deleted,
moved, cut off, forked. It fails, too, where nothing is signed: a chain proves order, not completeness.`,
  positionals: [{ name: "action", summary: "What to do: verify." }],
  options: [
    {
      name: "since",
      type: "string",
      value: "file",
      summary: "A checkpoint that was kept elsewhere; all that it covers has to be there still.",
    },
    {
      name: "key",
      type: "string",
      value: "file",
      summary: "The public keys to trust; .agent-ci/audit-key.pub if not given.",
    },
    stateOption,
    { ...listFormat, summary: "How to print it." },
  ],
  examples: [
    { line: "agent-ci audit verify", does: "whether the log and the states are as they were signed" },
    { line: "agent-ci audit verify --since kept/checkpoint", does: "whether nothing was taken back since then" },
    { line: "agent-ci audit verify --state . --format json", does: "the branch of this clone, for a program" },
  ],
  async run(world, values, [action = ""]) {
    if (action !== "verify") throw new UsageError(`audit cannot "${action}". It can verify.`);
    return (await import("./verify.ts")).auditVerify(world, values);
  },
});

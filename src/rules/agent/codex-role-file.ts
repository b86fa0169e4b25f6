import { codexFacts } from "../../clients/codex.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { missingNamedFile } from "../missing-named-file.ts";

export const agentCodexRoleFile = defineRepositoryRule({
  id: "agent/codex-role-file",
  severity: "off",
  severityFor: { codex: "error" },
  summary: "The file of an agent that Codex's configuration declares is there.",
  why: "`config_file` of an agent is a path from the folder of config.toml.",
  consequence: "Codex leaves the agent out, and says so in its log only.",
  help: "Correct the path, or add the file.",
  since: "0.1.0",
  sources: [codexFacts.agentRoleFile],

  *check(repository) {
    for (const artifact of repository.of("settings")) {
      const roles = artifact.dialect === "codex" ? valueAt(artifact.data, "agents") : undefined;
      if (roles?.kind !== "map") continue;
      for (const { key, value } of roles.entries) {
        const file = stringAt(value, "config_file");
        const missing = file && missingNamedFile(repository, artifact.path, file.value);
        if (!file || missing === undefined) continue;
        const message = `There is no "${missing}", which the agent "${key}" wants.`;
        yield { artifact, message, at: file.range, client: "codex" };
      }
    }
  },

  examples: [
    {
      because: "a file that is there, and one of the user's own",
      files: {
        ".codex/config.toml":
          '[agents.a]\ndescription = "A."\nconfig_file = "agents/a.toml"\n\n[agents.b]\ndescription = "B."\nconfig_file = "~/b.toml"\n',
        ".codex/agents/a.toml": 'name = "a"\ndescription = "A."\ndeveloper_instructions = "A."\n',
      },
    },
    {
      because: "a file that is not there",
      files: { ".codex/config.toml": '[agents.a]\ndescription = "A."\nconfig_file = "agents/a.toml"\n' },
      reports: ['3:15 There is no ".codex/agents/a.toml", which the agent "a" wants.'],
    },
  ],
});

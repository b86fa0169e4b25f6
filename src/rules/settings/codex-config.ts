import { CODEX_CONFIG } from "../../clients/forms/codex-config.ts";
import { codexFacts } from "../../clients/codex.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { missingNamedFile } from "../missing-named-file.ts";

export const settingsCodexConfig = defineRepositoryRule({
  id: "settings/codex-config",
  local: true,
  severity: "error",
  summary: "The values of Codex's configuration are of the form that it asks for.",
  why: "Codex reads config.toml into a form that has no room for another value, and the files of instructions and of models that it names.",
  consequence: "Codex refuses the whole configuration, and does not start.",
  help: "Write the value as the message says.",
  since: "0.1.0",
  sources: [codexFacts.configuration, codexFacts.configValues, codexFacts.configHooks, codexFacts.namedFiles],

  *check(repository) {
    for (const artifact of repository.of("settings")) {
      const { data, dialect, path } = artifact;
      if (dialect !== "codex" || !data) continue;
      for (const { message, at } of misfits(data, CODEX_CONFIG, "")) yield { artifact, message, at, client: "codex" };
      for (const key of codexFacts.namedFiles.value) {
        const file = stringAt(data, key);
        const missing = file && missingNamedFile(repository, path, file.value);
        if (!file || missing === undefined) continue;
        yield {
          artifact,
          message: `There is no "${missing}", which \`${key}\` names.`,
          at: file.range,
          client: "codex",
        };
      }
    }
  },

  examples: [
    {
      because: "values that Codex has, and a key that nobody knows",
      files: {
        ".codex/config.toml": 'approval_policy = "on-request"\nsandbox_mode = "read-only"\nfrom_the_future = 1\n',
      },
    },
    {
      because: "a policy that Codex does not have",
      files: { ".codex/config.toml": 'approval_policy = "sometimes"\n' },
      reports: ['1:19 "approval_policy" is "sometimes"; it may be on-failure, on-request, never.'],
    },
    {
      because: "the tools of a server are a table, by their names",
      files: { ".codex/config.toml": '[mcp_servers.docs]\ncommand = "docs"\ntools = ["find"]\n' },
      reports: ['3:9 "mcp_servers.docs.tools" has to be a map.'],
    },
    {
      because: "numbers and truths in quotes, and names that are no list",
      files: {
        ".codex/config.toml":
          'model_context_window = "200000"\nproject_doc_fallback_filenames = "CLAUDE.md"\n\n[features]\nhooks = "true"\n',
      },
      reports: [
        '1:24 "model_context_window" has to be a number.',
        '2:34 "project_doc_fallback_filenames" has to be a list.',
        '5:9 "features.hooks" has to be true or false.',
      ],
    },
    {
      because: "instructions that are there, and that are not",
      files: {
        ".codex/config.toml": 'model_instructions_file = "prompt.md"\n',
        ".codex/prompt.md": "Do.\n",
        "api/.codex/config.toml": 'model_catalog_json = "models.json"\n',
        "web/.codex/config.toml": 'model_instructions_file = "prompt.md"\n',
      },
      reports: [
        'api/.codex/config.toml:1:22 There is no "api/.codex/models.json", which `model_catalog_json` names.',
        'web/.codex/config.toml:1:27 There is no "web/.codex/prompt.md", which `model_instructions_file` names.',
      ],
    },
  ],
});

import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const VERSION = copilotCliFacts.hookFiles.value;

export const hooksCopilotFile = defineArtifactRule({
  id: "hooks/copilot-file",
  on: ["hooks"],
  severity: "error",
  summary: "A file of hooks of Copilot CLI has a version that Copilot CLI reads.",
  why: "Copilot CLI looks at the version before anything else, and wants a number: a later one, or a number in quotes, it refuses together with the file.",
  consequence: "No hook of the file runs, guards included, and Copilot CLI goes on.",
  help: 'Write `"version": 1`, and `true` or `false` behind `disableAllHooks`.',
  since: "0.1.0",
  sources: [copilotCliFacts.hookFiles],

  *check(artifact) {
    const { path, data } = artifact;
    if (!/(?:^|\/)\.github\/hooks\//.test(path) || hooksOf(artifact)?.dialect !== "copilot") return;
    const version = valueAt(data, "version");
    if (version && !(version.kind === "number" && version.value === VERSION))
      yield { message: `The version has to be the number ${VERSION}.`, at: version.range, client: "copilot" };
    const off = valueAt(data, "disableAllHooks");
    if (off && off.kind !== "boolean")
      yield { message: '"disableAllHooks" has to be true or false.', at: off.range, client: "copilot" };
  },

  examples: [
    {
      because: "the version that there is, and none",
      files: {
        ".github/hooks/a.json": '{ "version": 1, "hooks": { "sessionEnd": [{ "bash": "make" }] } }',
        ".github/hooks/b.json": '{ "disableAllHooks": true, "hooks": { "sessionEnd": [{ "bash": "make" }] } }',
      },
    },
    {
      because: "a number in quotes, and a word for true",
      files: {
        ".github/hooks/a.json":
          '{ "version": "1", "disableAllHooks": "no", "hooks": { "preToolUse": [{ "bash": "make" }] } }',
      },
      reports: ["1:14 The version has to be the number 1.", '1:38 "disableAllHooks" has to be true or false.'],
    },
  ],
});

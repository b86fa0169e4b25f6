import { declaredNames } from "../../inventory/texts/declared-names.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const environmentReservedName = defineArtifactRule({
  id: "environment/reserved-name",
  on: ["env-file"],
  severity: "warning",
  summary: "Files of environment variables declare none that steers programs themselves.",
  why: "`PATH`, `NODE_OPTIONS`, `LD_*`, `GIT_*` and `AGENT_CI_*` decide which program runs, what it loads first, and by which policy it judges.",
  consequence:
    "Programs that load the file run something else than everybody thinks. The line means nothing to agent-ci.",
  help: "Take the line out. Where such a variable is needed, the pipeline sets it.",
  since: "0.1.0",

  *check({ source }) {
    for (const { name, start, reserved } of declaredNames(source.text))
      if (reserved) yield { message: `"${name}" is not for a file to set.`, at: { start, end: start + name.length } };
  },

  examples: [
    {
      because: "keys",
      files: { "environments/ci/.env.ci.example": "# Names only\nexport API_KEY=\nSEARCH_PATH=\n" },
    },
    {
      because: "a variable that loads code into every Node",
      files: { "environments/ci/.env.ci.example": "API_KEY=\nexport NODE_OPTIONS=\n" },
      reports: ['2:8 "NODE_OPTIONS" is not for a file to set.'],
    },
  ],
});

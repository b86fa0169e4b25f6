import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillSideEffect = defineArtifactRule({
  id: "skill/side-effect",
  on: ["skill"],
  severity: "off",
  summary: "A skill that changes something outside of the repository is started by people only.",
  why: "The model starts a skill whenever its description fits. A name that begins or ends with `deploy`, `publish` or the like says that it cannot be taken back.",
  consequence: "The model may deploy, publish or send in the middle of other work.",
  help: "Add `disable-model-invocation: true`, or name the skill after what it does if it changes nothing.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/skills", date: "2026-11-21" } }],
  options: {
    verbs: [
      "deploy",
      "publish",
      "release",
      "ship",
      "send",
      "delete",
      "destroy",
      "migrate",
      "rollback",
      "merge",
      "push",
    ],
  },
  loosens: { verbs: "less" },

  *check(skill, { verbs }) {
    const name = textField(skill, "name");
    if (!name) return;
    const words = name.value.toLowerCase().split(/[^a-z]+/);
    const verb = [words[0], words.at(-1)].find((word) => word !== undefined && verbs.includes(word));
    const stopped = entryOf(skill.frontmatter?.data, "disable-model-invocation")?.value;
    if (verb !== undefined && !(stopped?.kind === "boolean" && stopped.value))
      yield { message: `The model may start this skill by itself, though its name says "${verb}".`, at: name.at };
  },

  examples: [
    {
      because: "only people start it",
      files: {
        "skills/deploy/SKILL.md":
          "---\nname: deploy\ndescription: Deploys.\ndisable-model-invocation: true\n---\nDeploy.\n",
      },
    },
    {
      because: "the word stands in the middle",
      files: {
        "skills/a/SKILL.md": "---\nname: check-deploy-config\ndescription: Checks.\n---\nCheck.\n",
      },
    },
    {
      because: "the model may start it",
      files: { "skills/deploy/SKILL.md": "---\nname: Deploy-web\ndescription: Deploys.\n---\nDeploy.\n" },
      reports: ['2:7 The model may start this skill by itself, though its name says "deploy".'],
    },
  ],
});

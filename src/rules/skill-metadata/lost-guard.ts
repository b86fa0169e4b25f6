import { codexFacts } from "../../clients/codex.ts";
import { listedByCodex, metadataCounts } from "../../context/codex-metadata.ts";
import { artifactAt } from "../../inventory/artifact-at.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import type { DataArtifact } from "../../model/artifact.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import { guardInFrontmatter, lostInvocationGuard } from "../lost-invocation-guard.ts";

export const skillMetadataLostGuard = defineRepositoryRule({
  id: "skill-metadata/lost-guard",
  severity: "off",
  severityFor: { codex: "error" },
  summary: "A skill that only people may call is hidden from the model.",
  why: "Codex reads `policy.allow_implicit_invocation` of agents/openai.yaml, as true or false. One value of another form in the file, and Codex takes nothing of it, this neither.",
  consequence: "Codex tells the model of the skill, which may use it without being asked. Nothing says so.",
  help: "Write `policy:` and below it `allow_implicit_invocation: false`, and all else as the message says.",
  since: "0.1.0",
  sources: [codexFacts.skillInvocation, codexFacts.skillMetadata],

  *check(repository) {
    for (const artifact of repository.of("skill-metadata"))
      if (metadataCounts(repository, artifact))
        for (const finding of lostInvocationGuard(artifact)) yield { artifact, client: "codex", ...finding };
    for (const artifact of repository.of("skill")) {
      const finding = listedByCodex(repository, artifact) ? guardInFrontmatter(artifact) : undefined;
      if (finding && !valueAt(metadataOf(repository, artifact.path)?.data, ...codexFacts.skillInvocation.value))
        yield { artifact, client: "codex", ...finding };
    }
  },

  examples: [
    {
      because: "false, beside what Codex knows and what it does not",
      files: {
        "skills/deploy/agents/openai.yaml":
          "interface:\n  display_name: Deploy\npolicy:\n  allow_implicit_invocation: false\n  products: [codex]\n  owner: ops\n",
      },
    },
    {
      because: "a word for false",
      files: { "skills/deploy/agents/openai.yaml": "policy:\n  allow_implicit_invocation: no\n" },
      reports: ['2:30 Codex wants true or false here, not the text "no", so the model may use the skill by itself.'],
    },
    {
      because: "a product that Codex does not know, which voids the file",
      files: {
        "skills/deploy/agents/openai.yaml": "policy:\n  allow_implicit_invocation: false\n  products: [codex-cli]\n",
      },
      reports: [
        '3:14 "policy.products" is "codex-cli"; it may be chatgpt, codex, atlas, CHATGPT, CODEX, ATLAS. So Codex takes nothing of the file, and the model may use the skill by itself.',
      ],
    },
    {
      because: "another spelling",
      files: { "skills/deploy/agents/openai.yaml": "policy:\n  allowImplicitInvocation: false\n" },
      reports: [
        '2:3 Codex reads "policy.allow_implicit_invocation", not "policy.allowImplicitInvocation", so the model may use the skill by itself.',
      ],
      fixed: "policy:\n  allow_implicit_invocation: false\n",
    },
    {
      because: "in the frontmatter, where Codex does not look",
      files: {
        ".agents/skills/deploy/SKILL.md":
          "---\nname: deploy\ndescription: Deploys.\npolicy:\n  allow_implicit_invocation: false\n---\nDeploy.\n",
      },
      reports: [
        '5:3 Codex reads "allow_implicit_invocation" in agents/openai.yaml alone, so the model may use the skill by itself.',
      ],
    },
    {
      because: "skills that Codex does not list: in a folder of another client, and without a description",
      files: {
        ".claude/skills/deploy/SKILL.md": "---\nname: deploy\ndescription: Deploys.\n---\nDeploy.\n",
        ".claude/skills/deploy/agents/openai.yaml": "policy:\n  allow_implicit_invocation: no\n",
        ".agents/skills/draft/SKILL.md": "---\nname: draft\n---\nDraft.\n",
        ".agents/skills/draft/agents/openai.yaml": "policy:\n  allow_implicit_invocation: no\n",
      },
    },
    {
      because: "beside the skill, where Codex does not look",
      files: { "skills/deploy/openai.yaml": "policy:\n  allow_implicit_invocation: false\n" },
      reports: ["2:3 Codex reads agents/openai.yaml of a skill alone, so the model may use the skill by itself."],
    },
  ],
});

const metadataOf = (repository: Repository, skill: string): DataArtifact | undefined =>
  artifactAt(repository, "skill-metadata", `${folderOf(skill)}/${codexFacts.skillMetadata.value}`);

import { CODEX_SKILL_METADATA } from "../../clients/forms/codex-skill-metadata.ts";
import { codexFacts } from "../../clients/codex.ts";
import { metadataCounts } from "../../context/codex-metadata.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import type { DataArtifact } from "../../model/artifact.ts";
import { type DataNode, entryOf, valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Finding } from "../../model/rule.ts";
import { lostInvocationGuard } from "../lost-invocation-guard.ts";

const TEXTS: Readonly<Record<string, number>> = {
  display_name: 64,
  short_description: 1024,
  default_prompt: 1024,
  brand_color: 7,
  icon_small: Infinity,
  icon_large: Infinity,
};

export const skillMetadataShape = defineRepositoryRule({
  id: "skill-metadata/shape",
  severity: "off",
  severityFor: { codex: "warning" },
  summary: "The fields of openai.yaml hold what Codex reads.",
  why: "Codex leaves out a single field that is too long or empty, and the whole file where a field has another type.",
  consequence: "The skill is listed without its name, icon, policy or tools, and only a log says why.",
  help: "Write texts as texts, `allow_implicit_invocation` as true or false, and the tools as a list of maps with type and value.",
  since: "0.1.0",
  sources: [
    codexFacts.skillMetadata,
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/26d28a1c58e7f15f03011878bcb6c7fac5fe05db/src/schemas/json/codex-skill-metadata.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    for (const artifact of repository.of("skill-metadata"))
      if (metadataCounts(repository, artifact))
        for (const finding of mistakesOf(artifact)) yield { artifact, ...finding };
  },

  examples: [
    {
      because: "texts, a switch and a tool",
      files: {
        "skills/git/agents/openai.yaml":
          'interface:\n  display_name: Git\n  brand_color: "#00ff00"\npolicy:\n  allow_implicit_invocation: false\ndependencies:\n  tools:\n    - type: mcp\n      value: github\n',
      },
    },
    {
      because: "in a folder where Codex does not look",
      files: { ".claude/skills/git/agents/openai.yaml": "interface:\n  brand_color: green\n" },
    },
    {
      because: "a text where a switch belongs, a colour by name, and a tool without value",
      files: {
        "skills/git/agents/openai.yaml":
          'interface:\n  brand_color: green\npolicy:\n  allow_implicit_invocation: "yes"\ndependencies:\n  tools:\n    - type: mcp\n',
      },
      reports: [
        '4:30 "policy.allow_implicit_invocation" has to be true or false.',
        '2:16 The brand_color "green" is not of the form #RRGGBB.',
        "7:7 The tool has no value.",
      ],
    },
  ],
});

function* mistakesOf(metadata: DataArtifact): Generator<Finding> {
  const { data } = metadata;
  if (!data) return;
  // Where a guard is lost by the same slip, skill-metadata/lost-guard reports it.
  const [lost] = lostInvocationGuard(metadata);
  if (!lost) yield* misfits(data, CODEX_SKILL_METADATA, "");
  yield* interfaceTexts(valueAt(data, "interface"));
  yield* tools(valueAt(data, "dependencies", "tools"));
}

function* interfaceTexts(node: DataNode | undefined): Generator<Finding> {
  for (const [name, max] of Object.entries(TEXTS)) {
    const value = entryOf(node, name)?.value;
    if (!value || value.kind === "null" || value.kind === "map" || value.kind === "list") continue;
    const text = String(value.value).trim().split(/\s+/).join(" ");
    const length = Array.from(text).length;
    if (text === "") yield { message: `The field "${name}" is empty.`, at: value.range };
    else if (name === "brand_color" && !/^#[0-9a-f]{6}$/i.test(text))
      yield { message: `The brand_color "${text}" is not of the form #RRGGBB.`, at: value.range };
    else if (length > max)
      yield { message: `The field "${name}" has ${length} of ${max} characters.`, at: value.range };
  }
}

function* tools(node: DataNode | undefined): Generator<Finding> {
  if (node?.kind !== "list") return;
  for (const tool of node.items)
    if (tool.kind === "map")
      for (const name of ["type", "value"])
        if (!entryOf(tool, name)) yield { message: `The tool has no ${name}.`, at: tool.range };
}

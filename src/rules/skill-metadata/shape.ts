import { type DataNode, entryOf, valueAt } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

const TEXTS: Readonly<Record<string, number>> = {
  display_name: 64,
  short_description: 1024,
  default_prompt: 1024,
  brand_color: 7,
  icon_small: Infinity,
  icon_large: Infinity,
};

export const skillMetadataShape = defineArtifactRule({
  id: "skill-metadata/shape",
  on: ["skill-metadata"],
  severity: "off",
  severityFor: { codex: "warning" },
  summary: "The fields of openai.yaml hold what Codex reads.",
  why: "Codex leaves out a single field that is too long or empty, and the whole file where a field has another type.",
  consequence: "The skill is listed without its name, icon, policy or tools, and only a log says why.",
  help: "Write texts as texts, `allow_implicit_invocation` as true or false, and the tools as a list of maps with type and value.",
  since: "0.1.0",
  sources: [
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

  *check({ data }) {
    if (!data) return;
    if (data.kind !== "map") {
      yield { message: `The file holds a ${data.kind}, not a map.`, at: data.range };
      return;
    }
    for (const name of ["interface", "policy", "dependencies"]) {
      const part = entryOf(data, name)?.value;
      if (part && part.kind !== "map" && part.kind !== "null")
        yield { message: `The field "${name}" is a ${part.kind}, not a map.`, at: part.range };
    }
    yield* interfaceTexts(valueAt(data, "interface"));
    const implicit = valueAt(data, "policy", "allow_implicit_invocation");
    if (implicit && implicit.kind !== "boolean" && implicit.kind !== "null")
      yield {
        message: `The field "allow_implicit_invocation" is a ${implicit.kind}, not a boolean.`,
        at: implicit.range,
      };
    yield* tools(valueAt(data, "dependencies", "tools"));
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
      because: "a text where a switch belongs, a colour by name, and a tool without value",
      files: {
        "skills/git/agents/openai.yaml":
          'interface:\n  brand_color: green\npolicy:\n  allow_implicit_invocation: "no"\ndependencies:\n  tools:\n    - type: mcp\n',
      },
      reports: [
        '2:16 The brand_color "green" is not of the form #RRGGBB.',
        '4:30 The field "allow_implicit_invocation" is a string, not a boolean.',
        "7:7 The tool has no value.",
      ],
    },
  ],
});

function* interfaceTexts(node: DataNode | undefined): Generator<Finding> {
  for (const [name, max] of Object.entries(TEXTS)) {
    const value = entryOf(node, name)?.value;
    if (!value || value.kind === "null") continue;
    if (value.kind === "map" || value.kind === "list") {
      yield { message: `The field "${name}" is a ${value.kind}, not a text.`, at: value.range };
      continue;
    }
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
  if (!node || node.kind === "null") return;
  if (node.kind !== "list") {
    yield { message: `The field "tools" is a ${node.kind}, not a list.`, at: node.range };
    return;
  }
  for (const tool of node.items) {
    if (tool.kind !== "map") yield { message: `The tool is a ${tool.kind}, not a map.`, at: tool.range };
    else
      for (const name of ["type", "value"])
        if (!entryOf(tool, name)) yield { message: `The tool has no ${name}.`, at: tool.range };
  }
}

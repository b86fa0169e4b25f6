import { defineEngineRule } from "../model/rule.ts";

export const schemaInvalid = defineEngineRule({
  id: "schema/invalid",
  severity: "error",
  summary: "A file is what the schema that `schemas:` names for it asks for.",
  why: "A team's own files have readers too: programs that take a missing or misspelt field for a default, without a word.",
  consequence: "Whoever reads the file meets something that the schema promised it would not.",
  help: "Change the file, or the schema if it asks for too much.",
  since: "0.1.0",
  sources: [{ read: { url: "https://json-schema.org/draft/2020-12/json-schema-validation", date: "2026-11-25" } }],
  examples: [
    {
      because: "the file has what the schema asks for",
      files: {
        "agents/team.yaml": "owner: docs\n",
        "team.schema.json": '{ "required": ["owner"] }',
        "agent-ci.yaml": "schemas:\n  - { files: [agents/*.yaml], schema: team.schema.json }\n",
      },
    },
    {
      because: "a field is missing",
      files: {
        "agents/team.yaml": "ownr: docs\n",
        "team.schema.json": '{ "required": ["owner"] }',
        "agent-ci.yaml": "schemas:\n  - { files: [agents/*.yaml], schema: team.schema.json }\n",
      },
      reports: ["agents/team.yaml:1:1 The file must have required property 'owner' (team.schema.json)."],
    },
  ],
});

export const schemaUnmatched = defineEngineRule({
  id: "schema/unmatched",
  severity: "warning",
  summary: "Each entry of `schemas:` is about a file that is there.",
  why: "A slip in a glob, or a folder that was renamed, looks the same as files that are all as they should be.",
  consequence: "Nothing is held against the schema, and nobody is told.",
  help: "Correct the globs (`**/` for every folder; paths count from the configuration's folder), or take the entry out.",
  since: "0.1.0",
  examples: [
    {
      because: "a file is there",
      files: {
        "agents/team.yaml": "owner: docs\n",
        "team.schema.json": '{ "required": ["owner"] }',
        "agent-ci.yaml": "schemas:\n  - { files: [agents/*.yaml], schema: team.schema.json }\n",
      },
    },
    {
      because: "the folder has another name",
      files: {
        "agents/team.yaml": "owner: docs\n",
        "team.schema.json": '{ "required": ["owner"] }',
        "agent-ci.yaml": "schemas:\n  - { files: [agent/*.yaml], schema: team.schema.json }\n",
      },
      reports: ['agent-ci.yaml:2:1 No file matches "agent/*.yaml": team.schema.json is never asked.'],
    },
  ],
});

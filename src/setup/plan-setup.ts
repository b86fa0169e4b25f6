import type { Step } from "../model/steps.ts";
import type { Ground, Part, Wishes } from "./ground.ts";
import { patternFilter } from "./change-filter.ts";
import { CHANGE_KINDS } from "./stages.ts";
import { githubWorkflow } from "./github-workflow.ts";
import { gitlabPart } from "./gitlab-pipeline.ts";
import { hookPart } from "./hooks.ts";
import { missingLines } from "./missing-lines.ts";
import { ownersPart } from "./owners.ts";
import { requestTemplatePart } from "./request-template.ts";

const WORKFLOW = ".github/workflows/agent-ci.yml";
/** What agents write while they run, and what must not be known to others. */
const IGNORED = [
  "# What agents write while they run, and secrets",
  ".env",
  ".env.*",
  "!.env.example",
  "!.env.*.example",
  "!.env.sample",
  "!.env.template",
  "logs/active/",
  "shared-state/agent-status.json",
  "shared-state/communication.md",
  "shared-state/locks/",
];

/** All that is missing of what somebody wants. What is there is kept as it is, so that a second plan is empty. */
export function planSetup(ground: Ground, wishes: Wishes): Required<Part> {
  const { forges, hooks } = wishes;
  const parts = [
    configPart(ground),
    ...(forges.includes("github") ? [workflowPart(ground), requestTemplatePart("github", ground)] : []),
    ...(forges.includes("gitlab") ? [gitlabPart(ground), requestTemplatePart("gitlab", ground)] : []),
    ...(forges.length > 0 ? [ownersPart(ground, wishes)] : []),
    ...(hooks === undefined ? [] : [hookPart(hooks, ground)]),
    { steps: ignoreLines(ground.text(".gitignore") ?? "") },
  ];
  return { steps: parts.flatMap(({ steps }) => steps), left: parts.flatMap(({ left = [] }: Part) => left) };
}

/**
 * The lines for .gitignore. The last line that fits is what git goes by:
 * names that they let through have to stand below a line that stops all of them.
 */
function ignoreLines(text: string): readonly Step[] {
  const theirs = text.split("\n").map((line) => line.trim());
  if (theirs.includes(".env.*")) return missingLines(".gitignore", text, IGNORED);
  const passed = theirs.filter((line) => line.startsWith("!") && line.includes(".env") && !/(?:\.env|\*)$/.test(line));
  const others = theirs.filter((line) => !passed.includes(line)).join("\n");
  const lines = IGNORED.flatMap((line) => (line === ".env.*" ? [line, ...passed] : [line]));
  return missingLines(".gitignore", others, [...new Set(lines)]);
}

function configPart({ text, clients, version }: Ground): Part {
  if (text("agent-ci.yaml") !== undefined || text("agent-ci.yml") !== undefined) return { steps: [] };
  const schema = `https://raw.githubusercontent.com/agent-ci/agent-ci/v${version}/schema/agent-ci.schema.json`;
  const inUse = clients.length === 0 ? "" : `\nclients: [${clients.join(", ")}]`;
  return {
    steps: [
      {
        do: "write",
        path: "agent-ci.yaml",
        text: `# yaml-language-server: $schema=${schema}${inUse}\nfail-on: error\n`,
      },
    ],
  };
}

function workflowPart({ text, branch, more }: Ground): Part {
  const there = [WORKFLOW, WORKFLOW.replace(/yml$/, "yaml")].find((path) => text(path) !== undefined);
  if (there === undefined) return { steps: [{ do: "write", path: WORKFLOW, text: githubWorkflow(branch, more) }] };
  const left = CHANGE_KINDS.flatMap((kind) => {
    const { pattern } = patternFilter(more[kind] ?? []);
    return pattern === "" || text(there)?.includes(pattern) === true
      ? []
      : [`${there}: put \`|${pattern}\` at the end of the pattern behind \`touched ${kind}\`.`];
  });
  return { steps: [], left };
}

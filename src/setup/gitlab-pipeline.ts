import { firstBelow, insertLines, lineOf, says, textAfter } from "./insert-lines.ts";
import type { Ground, Part } from "./ground.ts";
import { patternFilter } from "./change-filter.ts";
import { changeFilter, type MorePatterns, type Stage, STAGES } from "./stages.ts";

const OWN = ".gitlab/agent-ci.yml";
const TOP = ".gitlab-ci.yml";
const INCLUDED = `/${OWN}`;

/** The pipeline for GitLab: one file of ours, which the project's own includes. @internal */
export function gitlabPipeline(version: string, more: MorePatterns = {}): string {
  const component = (name: string): string => `$CI_SERVER_FQDN/agent-ci/agent-ci/${name}@${version}`;
  return `# From \`agent-ci init\`, and yours to change: agent-ci never writes over it.
include:
${STAGES.map(
  ({ name, section, commits }) => `  - component: ${component(name)}
${commits === undefined ? "" : `    inputs:\n      commits: ${commits}\n`}  - component: ${component("comment")}
    inputs:
      job-prefix: ${name}-
      report-job: agent-ci-${name}
      section: ${section}
`,
).join("")}
${STAGES.map((stage) => stageJobs(stage, more)).join("\n")}`;
}

const stageJobs = ({ name, changes }: Stage, more: MorePatterns): string =>
  changes === undefined
    ? `# With every change: what a commit adds and a later one removes is known all the same.
agent-ci-${name}:
  variables:
    GIT_DEPTH: "0"
  rules: &${name}-rules
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
agent-ci-${name}-gate:
  rules: *${name}-rules
`
    : `# Where files of its kind change, and nowhere else.
agent-ci-${name}: &${name}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes: &${name}-changes
${changeFilter(changes, more)
  .globs.map((glob) => `        - ${JSON.stringify(glob)}`)
  .join("\n")}
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      changes: *${name}-changes
agent-ci-${name}-gate: *${name}
${name}-agent-ci-comment:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes: *${name}-changes
`;

/** What is added to GitLab's pipeline. One that is there gets one line more. */
export function gitlabPart(ground: Ground): Part {
  const { text, version, more } = ground;
  const there = text(OWN);
  const { steps, left = [] } = includePart(ground);
  if (there !== undefined) return { steps, left: [...left, ...unknownTo(there, more)] };
  return { steps: [{ do: "write", path: OWN, text: gitlabPipeline(version, more) }, ...steps], left };
}

/** What a pipeline that is there does not begin for. */
const unknownTo = (there: string, more: MorePatterns): readonly string[] =>
  STAGES.flatMap(({ name, changes }) => {
    const { globs } = patternFilter((changes && more[changes]) ?? []);
    const missing = globs.map((glob) => JSON.stringify(glob)).filter((glob) => !there.includes(glob));
    return missing.length === 0 ? [] : [`${OWN}: add to \`changes:\` of agent-ci-${name}: ${missing.join(", ")}.`];
  });

function includePart({ text, grows }: Ground): Part {
  const now = text(TOP);
  if (says(now, OWN)) return { steps: [] };
  if (now === undefined) return { steps: [{ do: "write", path: TOP, text: `include:\n  ${ENTRY}\n` }] };
  const step = including(now);
  if (step && grows(now, textAfter(now, step))) return { steps: [step] };
  return { steps: [], left: [`${TOP}: add \`local: ${INCLUDED}\` to its \`include:\`.`] };
}
const ENTRY = `- local: ${INCLUDED}`;

/** The lines that ours takes, as far as the text shows where they belong. */
function including(now: string) {
  if (!/^["']?include\b/m.test(now)) return { do: "append" as const, path: TOP, lines: ["include:", `  ${ENTRY}`] };
  const include = lineOf(now, /^include:\s*(?:#.*)?$/);
  const first = include === undefined ? undefined : firstBelow(now, include, /^(\s*)- /);
  if (include === undefined || first === undefined) return undefined;
  return insertLines(TOP, now, include, [`${first}${ENTRY}`]);
}

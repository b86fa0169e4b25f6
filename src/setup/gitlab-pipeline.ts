import { firstBelow, insertLines, lineOf, says, textAfter } from "./insert-lines.ts";
import type { Ground, Part } from "./ground.ts";
import { CHANGES, type Stage, STAGES } from "./stages.ts";

const OWN = ".gitlab/agent-ci.yml";
const TOP = ".gitlab-ci.yml";
const INCLUDED = `/${OWN}`;

/** The pipeline for GitLab: one file of ours, which the project's own includes. @internal */
export function gitlabPipeline(version: string): string {
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
${STAGES.map(stageJobs).join("\n")}`;
}

const stageJobs = ({ name, changes }: Stage): string =>
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
${CHANGES[changes].globs.map((glob) => `        - ${JSON.stringify(glob)}`).join("\n")}
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      changes: *${name}-changes
agent-ci-${name}-gate: *${name}
${name}-agent-ci-comment:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes: *${name}-changes
`;

/** What is added to GitLab's pipeline. One that is there gets one line more. */
export function gitlabPart({ text, grows, version }: Ground): Part {
  const own = text(OWN) === undefined ? [{ do: "write" as const, path: OWN, text: gitlabPipeline(version) }] : [];
  const now = text(TOP);
  if (says(now, OWN)) return { steps: own };
  if (now === undefined) return { steps: [...own, { do: "write", path: TOP, text: `include:\n  ${ENTRY}\n` }] };
  const step = including(now);
  if (step && grows(now, textAfter(now, step))) return { steps: [...own, step] };
  return { steps: own, left: [`${TOP}: add \`local: ${INCLUDED}\` to its \`include:\`.`] };
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

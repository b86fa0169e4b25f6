import { includePart, TOP } from "./gitlab-include.ts";
import type { SetupGround, SetupPart } from "./ground.ts";
import { DRY_RUN, type PipelineChoices, type PipelineStage, stagesOf } from "./stages.ts";
import { unrehearsed } from "./unrehearsed.ts";

const OWN = ".gitlab/agent-ci.yml";
const JOB = `agent-ci/${DRY_RUN.name}@`;

/** Where the jobs run and what they install, where that is not what GitLab and the components say. */
export interface GitLabChoices extends PipelineChoices {
  /** Absent: `test`, which is there unless a pipeline lists its own stages. */
  readonly stage?: string;
  /** What the package must be, as lock files write it; absent where the program that runs does not know it. */
  readonly integrity?: string;
}

const IMAGE = "node:24";
const jobOf = ({ name }: PipelineStage): string => `agent-ci-${name}`;

/**
 * The pipeline for GitLab: one file of ours, which the project's own includes. A job for each stage, one that shows all
 * reports and fails for them, and one that writes the comment. @internal
 */
export function gitlabPipeline(version: string, choices: GitLabChoices = {}): string {
  const { rehearses = false, stage, integrity } = choices;
  const stages = [...stagesOf(choices), ...(rehearses ? [DRY_RUN] : [])];
  const component = (name: string, inputs: readonly string[]): string =>
    [`  - component: $CI_SERVER_FQDN/agent-ci/agent-ci/${name}@${version}`, ...inputs.map((line) => `      ${line}`)]
      .join("\n")
      .replace("\n      ", "\n    inputs:\n      ");
  const shared = integrity === undefined ? [] : [`integrity: ${integrity}`];
  const placed = [...(stage === undefined ? [] : [`stage: ${JSON.stringify(stage)}`]), ...shared];
  return `# From \`agent-ci init\`, and yours to change: agent-ci never writes over it.
include:
${stages
  .map(({ name, commits }) => component(name, [...(commits === undefined ? [] : [`commits: ${commits}`]), ...placed]))
  .join("\n")}
${component("comment", [`report-job: ${stages.map(jobOf).join(",")}`, ...shared])}

${stages.flatMap(historyOf).join("")}${rehearses ? CACHED : ""}# One job for all reports: it shows them, and fails where one of them does. Make merge requests wait for the pipeline.
agent-ci:
  stage: ${JSON.stringify(stage ?? "test")}
  image: ${IMAGE}
  interruptible: true
  needs: &reports
${stages.map((one) => `    - job: ${jobOf(one)}`).join("\n")}
  variables:
    GIT_STRATEGY: none
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - |-
      code=0
      for job in ${stages.map(jobOf).join(" ")}; do
        reports=agent-ci-reports/$job
        cat "$reports/report.txt" || code=1
        [ "$(cat "$reports/exit-code")" = 0 ] || code=1
      done
      exit "$code"
${stages.map((one) => `${jobOf(one)}-gate:\n  rules:\n    - when: never # the job above fails in its place\n`).join("")}
agent-ci-comment:
  needs: *reports
`;
}

/** What a commit adds and a later one removes is known all the same. */
const historyOf = (stage: PipelineStage): readonly string[] =>
  stage.commits === undefined
    ? []
    : [`# It reads every commit of a request.\n${jobOf(stage)}:\n  variables:\n    GIT_DEPTH: "0"\n\n`];

/** GitLab expands the key before the script runs, so that it cannot be what `--cache-key` prints. */
const CACHED = `# Recordings that git does not hold. A request may not have them: it can write its own cache.
agent-ci-${DRY_RUN.name}:
  cache:
    key: agent-ci-recordings
    paths:
      - .agent-ci-recordings/
    policy: pull
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      variables:
        AGENT_CI_INPUT_RECORDINGS: .agent-ci-recordings

`;

/** What is added to GitLab's pipeline. One that is there gets one line more. */
export function gitlabPart(ground: SetupGround, wanted: PipelineChoices): SetupPart {
  const { text, version, integrity, gitlab } = ground;
  const there = text(OWN);
  const { steps, left = [] } = includePart(ground, OWN);
  if (there !== undefined) {
    const silent = wanted.rehearses === true && !there.includes(JOB) ? [`${OWN}: ${unrehearsed("gitlab")}`] : [];
    return { steps, left: [...left, ...silent] };
  }
  const stage = stageAmong(gitlab.stages);
  const choices = { ...wanted, ...(stage !== undefined && { stage }), ...(integrity !== undefined && { integrity }) };
  const doubled = gitlab.doubles ? [doubledIn(version)] : [];
  return {
    steps: [{ do: "write", path: OWN, text: gitlabPipeline(version, choices) }, ...steps],
    left: [...left, ...doubled],
  };
}

/** GitLab refuses a whole pipeline for a job in a stage that it does not list. */
function stageAmong(stages: readonly string[] | undefined): string | undefined {
  const usable = (stages ?? []).filter((one) => /^[\w][\w .:-]*$/.test(one));
  if (usable.includes("test")) return undefined;
  return USUAL.find((one) => usable.includes(one)) ?? usable[0];
}
const USUAL = ["check", "checks", "lint", "verify", "validate", "quality"];

/** https://docs.gitlab.com/ci/jobs/job_rules/#avoid-duplicate-pipelines, read 2026-11-30. */
const doubledIn = (version: string): string =>
  `${TOP}: its jobs run for branches and agent-ci for merge requests, so that a push to a request starts two pipelines. To have one, add \`workflow:\` with the rules of "One pipeline for a push": https://github.com/agent-ci/agent-ci/blob/v${version}/docs/gitlab.md`;

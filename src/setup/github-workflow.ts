import { changeFilter, type ChangeKind, type MorePatterns, type Stage, STAGES } from "./stages.ts";

const ACTION = "agent-ci/agent-ci";

/**
 * The workflow for GitHub. The jobs that see a request's files may only read;
 * those that may write see a report, and check nothing out.
 */
export function githubWorkflow(branch: string, more: MorePatterns = {}): string {
  const kinds = [...new Set(STAGES.flatMap(({ changes }) => changes ?? []))];
  return `# From \`agent-ci init\`, and yours to change: agent-ci never writes over it.
name: agent-ci
on:
  pull_request:
  push:
    branches: [${branchPattern(branch)}]
permissions: {}
concurrency:
  group: agent-ci-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
jobs:
${[changesJob(kinds, more), ...STAGES.map(stageJob), scanningJob(STAGES), commentJob(STAGES)].join("\n")}`;
}

/**
 * A branch's name as a pattern.
 * GitHub reads a pattern here: what means something in one is escaped, and the rest quoted as YAML and JSON do alike.
 */
const branchPattern = (branch: string): string =>
  /^[a-z][\w./-]*$/i.test(branch) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(branch)
    ? branch
    : JSON.stringify(branch.replaceAll(/[\\*?+[\]!]/g, String.raw`\$&`));

const changesJob = (kinds: readonly ChangeKind[], more: MorePatterns): string => `  changes:
    name: What changed
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read # to check out
    outputs:
${kinds.map((kind) => `      ${kind}: \${{ steps.changes.outputs.${kind} }}`).join("\n")}
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 2
          persist-credentials: false
      - id: changes
        env:
          # GitHub's merge of a pull request has the target branch for its first parent.
          BASE: \${{ github.event_name == 'pull_request' && 'HEAD^1' || github.event.before }}
        run: |
          # Where the commit before is not here, all files count as changed.
          if [ -n "$BASE" ] && git rev-parse --quiet --verify "$BASE^{commit}" > /dev/null; then
            git diff --no-renames --name-only -z "$BASE" HEAD > "$RUNNER_TEMP/changed"
          else
            git ls-files -z > "$RUNNER_TEMP/changed"
          fi
          touched() {
            how=0
            grep --null-data --extended-regexp --quiet "$2" "$RUNNER_TEMP/changed" || how=$?
            case $how in
              0) echo "$1=true" >> "$GITHUB_OUTPUT" ;;
              1) ;; # no file of this kind
              *) return "$how" ;;
            esac
          }
${kinds.map((kind) => `          touched ${kind} '${changeFilter(kind, more).pattern}'`).join("\n")}
`;

const stageJob = ({ name, title, changes, commits }: Stage): string => `  ${name}:
    name: ${title}
${changes === undefined ? "" : `    needs: changes\n    if: needs.changes.outputs.${changes} == 'true'\n`}    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to check out, and to read the target branch's configuration
    steps:
      - uses: actions/checkout@v7
        with:
${commits === undefined ? "" : "          fetch-depth: 0 # what a commit adds and a later one removes is known all the same\n"}          persist-credentials: false
      - uses: ${ACTION}/${name}@v1
        with:
${commits === undefined ? "" : `          commits: ${commits}\n`}          output: |
            json=${name}.json
            sarif=${name}.sarif
      - uses: actions/upload-artifact@v7
        if: \${{ !cancelled() }}
        with:
          name: agent-ci-${name}
          path: |
            ${name}.json
            ${name}.sarif
          retention-days: 7
`;

const all = (stages: readonly Stage[]): string => `[${stages.map(({ name }) => name).join(", ")}]`;
/** Undefined where the stage always runs; then there is something to show in every run. */
const ran = ({ name, changes }: Stage): string | undefined =>
  changes === undefined ? undefined : `needs.${name}.result != 'skipped'`;
const anyRan = (stages: readonly Stage[]): string => {
  const conditions = stages.map(ran);
  return conditions.includes(undefined) ? "" : ` && (${conditions.join(" || ")})`;
};
const unlessSkipped = (stage: Stage): string => {
  const condition = ran(stage);
  return condition === undefined ? "" : `        if: ${condition}\n`;
};

const scanningJob = (stages: readonly Stage[]): string => `  code-scanning:
    name: Code scanning
    needs: ${all(stages)}
    # A fork's token may not write, and a private repository may not have code scanning: neither is a failure.
    if: \${{ !cancelled()${anyRan(stages)} && github.event.pull_request.head.repo.fork != true }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      actions: read # to name the run, in a private repository
      contents: read # to name the commit, in a private repository
      security-events: write # to upload
    steps:
      - uses: actions/download-artifact@v8
        with:
          pattern: agent-ci-*
          merge-multiple: true
          path: reports
${stages
  .map(
    (stage) => `      - uses: github/codeql-action/upload-sarif@v4
${unlessSkipped(stage)}        continue-on-error: true
        with:
          sarif_file: reports/${stage.name}.sarif
          category: agent-ci-${stage.name}
`,
  )
  .join("")}`;

const commentJob = (stages: readonly Stage[]): string => `  comment:
    name: Comment
    needs: ${all(stages)}
    if: \${{ !cancelled()${anyRan(stages)} && github.event_name == 'pull_request' }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pull-requests: write # to write the comment
    steps:
      - uses: actions/download-artifact@v8
        with:
          pattern: agent-ci-*
          merge-multiple: true
          path: reports
${stages
  .map(
    (stage) => `      - uses: ${ACTION}/comment@v1
        if: \${{ ${["!cancelled()", ran(stage) ?? []].flat().join(" && ")} }}
        with:
          report: reports/${stage.name}.json
          section: ${stage.section}
`,
  )
  .join("")}`;

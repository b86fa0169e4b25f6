import { UsageError } from "../model/usage-error.ts";
import { FORMATS } from "../report/formats.ts";

/** Options that several commands share, so that a name means the same everywhere. */
export const configOption = {
  name: "config",
  type: "string",
  value: "file",
  summary: "Configuration to use instead of the nearest agent-ci.yaml.",
} as const;

const format = {
  name: "format",
  type: "string",
  values: FORMATS,
  setting: true,
  summary: "How to print the report.",
  doors: ["terminal"],
} as const;

const output = {
  name: "output",
  type: "string",
  value: "format=file",
  multiple: true,
  setting: (pairs: unknown) => [pairs].flat().map(outputOf),
  summary: "Write the report to a file as well; repeatable.",
  doors: ["terminal", "github"],
} as const;

/** `sarif=report.sarif`; what is no format, or no name of a file, is left to the schema to name. */
function outputOf(pair: unknown): unknown {
  const text = String(pair);
  const equals = text.indexOf("=");
  if (equals === -1)
    throw new UsageError(`--output cannot be "${text}": write format=file, such as sarif=agent-ci.sarif.`);
  const file = text.slice(equals + 1);
  if (file === "-")
    throw new UsageError(`--output writes files. To print the report: --format ${text.slice(0, equals)}.`);
  return { format: text.slice(0, equals), file };
}

export const failOnOption = {
  name: "fail-on",
  type: "string",
  values: ["error", "warning", "never"],
  setting: true,
  summary: "The mildest severity that fails the check.",
} as const;

export const onInconclusive = {
  name: "on-inconclusive",
  type: "string",
  values: ["fail", "warn"],
  setting: true,
  summary: "Whether a verdict that could not be reached fails the check.",
} as const;

export const quiet = {
  name: "quiet",
  type: "boolean",
  summary: "Print errors and the totals only.",
  doors: ["terminal"],
} as const;

const statistics = {
  name: "statistics",
  type: "boolean",
  summary: "Print how often each rule was found, and how many of that can be mended, the worst first.",
  doors: ["terminal"],
} as const;

const only = {
  name: "only",
  type: "string",
  value: "rule|group",
  multiple: true,
  summary:
    "Print the findings of a rule or of a group of rules only, all of them; repeatable. The verdict is that of all.",
  doors: ["terminal"],
} as const;

const skip = {
  name: "skip",
  type: "string",
  value: "rule|group",
  multiple: true,
  summary: "Print no findings of a rule or of a group of rules; repeatable. The verdict is that of all.",
  doors: ["terminal"],
} as const;

const severity = {
  name: "severity",
  type: "string",
  values: ["error", "warning", "info"],
  summary: "The mildest severity that is printed. The verdict is that of all.",
  doors: ["terminal"],
} as const;

export const noColor = {
  name: "no-color",
  type: "boolean",
  summary: "Print without colours, as NO_COLOR=1 does.",
  doors: ["terminal"],
} as const;

export const listFormat = {
  name: "format",
  type: "string",
  values: ["text", "json"],
  doors: ["terminal"],
  summary: "How to print the list.",
} as const;

export const stateOption = {
  name: "state",
  type: "string",
  value: "address",
  summary:
    "The repository that holds the branch of states, or `.` for this one; `origin` if not given, where there is one.",
} as const;

export const pathArgument = {
  name: "path",
  optional: true,
  summary: "Folder or file to check; the working directory if not given.",
} as const;

export const baseOption = {
  name: "base",
  type: "string",
  value: "ref",
  summary: "The other side of the difference; in a pull or merge request, where it branched off.",
} as const;

export const policyFrom = {
  name: "policy-from",
  type: "string",
  value: "base|head|ref",
  summary:
    "Whose configuration judges: that of the target branch (base), of the checked commit (head), or of a ref. In a pull or merge request base, otherwise head.",
} as const;

const changedSince = {
  name: "changed-since",
  type: "string",
  value: "ref|beginning",
  setting: true,
  summary:
    "Report only what the change since a ref answers for; in a pull or merge request its own change, unless this is `beginning`.",
} as const;

const baseline = {
  name: "baseline",
  type: "string",
  value: "file|none",
  summary:
    "Findings that were there before, by the file's path from the configuration's folder; .agent-ci/baseline.json if not given.",
} as const;

const updateBaseline = {
  name: "update-baseline",
  type: "boolean",
  summary: "Write the baseline anew: what was mended goes, what is new comes in. Says how many.",
  doors: ["terminal"],
} as const;

const acceptSecrets = {
  name: "accept-secrets",
  type: "boolean",
  summary: "Let --update-baseline take secrets in, which it counts aloud: those that are none, or are revoked.",
  doors: ["terminal"],
} as const;

const growBaseline = {
  name: "grow-baseline",
  type: "boolean",
  summary: "Let --update-baseline add findings in a pipeline too.",
  doors: ["terminal"],
} as const;

export const githubToken = {
  name: "github-token",
  type: "string",
  value: "token",
  secret: true,
  doors: ["github"],
  defaults: { github: "${{ github.token }}" },
  summary: "Reads the tip of the target branch in a pull request; `contents: read` is enough.",
} as const;

/** Written for people at their own files: a job of a pipeline would mend a checkout that nobody keeps. */
export const fixOption = {
  name: "fix",
  type: "boolean",
  doors: ["terminal"],
  summary: "Apply the safe fixes, then report what is left.",
} as const;

const fixDryRun = {
  name: "fix-dry-run",
  type: "boolean",
  doors: ["terminal"],
  summary: "Print what --fix would change as a diff, and change nothing.",
} as const;

const fixUnsafe = {
  name: "fix-unsafe",
  type: "boolean",
  doors: ["terminal"],
  summary: "Apply all fixes, also those that change what a client loads or does.",
} as const;
export const fixingOptions = [fixOption, fixDryRun, fixUnsafe] as const;

const judged = [
  format,
  output,
  configOption,
  baseOption,
  changedSince,
  baseline,
  updateBaseline,
  growBaseline,
  acceptSecrets,
  failOnOption,
  onInconclusive,
  policyFrom,
] as const;
const shown = [quiet, statistics, only, skip, severity, noColor] as const;

/** What every command takes that judges: where the policy comes from, what counts, and how the verdict is shown. */
export const judgingOptions = [...judged, githubToken, ...shown] as const;

/** The same for a command that starts what the checkout brings: what it has no token for, nobody can take from it. */
export const tokenlessOptions = [...judged, ...shown] as const;

/** No key of the configuration: which tools ran before is known to the pipeline, and its file is the root of trust. */
export const mergeOption = {
  name: "merge",
  type: "string",
  value: "file",
  multiple: true,
  summary: "Take the findings of another tool's SARIF file into the report; repeatable.",
} as const;

/** A file of another job, as `merge` is: it is data, and nothing is started for it. */
export const dryRunReport = {
  name: "dry-run-report",
  type: "string",
  value: "file",
  multiple: true,
  summary: "Take the findings and cases of a finished dry run (its JSON report) into the report; repeatable.",
} as const;

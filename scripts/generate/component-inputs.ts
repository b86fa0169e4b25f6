import { type Manifest, type Option, optionsAt } from "../../src/commands/command.ts";
import { BARE_TICK } from "../../src/setup/rollout-shape.ts";
import { OLDEST_NODE } from "./oldest-node.ts";

/** An entry of `spec: inputs:` (https://docs.gitlab.com/ci/inputs/, read 2026-11-21). */
export interface Input {
  readonly description: string;
  readonly type: "string" | "boolean" | "array";
  readonly default: string | boolean | readonly string[];
  readonly options?: readonly string[];
  readonly regex?: string;
}
export type Inputs = Readonly<Record<string, Input>>;

/**
 * A text on one line that looks like no option and holds nothing that a shell, YAML or GitLab gives a meaning to.
 * Written for RE2 and JavaScript alike. The scripts quote every value all the same: this refuses it earlier, and with a
 * message.
 */
const TEXT = "^([^-\\x00-\\x20\"$&'()*;<>?\\[\\\\\\]`{|}\\x7f][^\\x00-\\x1f\"$&'()*;<>?\\[\\\\\\]`{|}\\x7f]*)?$";
const VERSION = "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$";

/**
 * What a command takes: its arguments and options at this door. Empty means not given, so that the configuration
 * decides.
 */
export function commandInputs(command: Manifest): Inputs {
  const asked = command.positionals.filter(({ inPipelines }) => inPipelines === undefined);
  const positionals = asked.map(({ name, summary }) => [name, text(summary)] as const);
  const options = optionsAt("gitlab", command).map((option) => [option.name, inputOf(command, option)] as const);
  return Object.fromEntries([...positionals, ...options]);
}

/** The options that an input gives several values to, separated by commas. */
export const listInputs = (command: Manifest): ReadonlySet<string> =>
  new Set(optionsAt("gitlab", command).flatMap((option) => ("multiple" in option ? option.name : [])));

function inputOf({ name }: Manifest, option: Option): Input {
  if ("secret" in option)
    throw new Error(
      `${name}: --${option.name} cannot be an input of a GitLab component; leave "gitlab" out of its doors.`,
    );
  const description =
    "multiple" in option ? `${option.summary.replace(/\.$/, "")}, separated by commas.` : option.summary;
  if (option.type === "boolean") return { description, type: "boolean", default: false };
  return "values" in option
    ? { description, type: "string", default: "", options: ["", ...option.values] }
    : text(description);
}

const text = (description: string): Input => ({ description, type: "string", default: "", regex: TEXT });

/** Where and how the jobs of a component run: none of it reaches a shell. */
export const jobInputs = (stage: string): Inputs => ({
  stage: { description: "Stage of the component's jobs.", type: "string", default: stage },
  image: {
    description: `Image of the component's jobs. It needs Node.js ${OLDEST_NODE.user.text} or later, with npm, and git.`,
    type: "string",
    default: "node:24",
  },
  "job-prefix": {
    description: "Put before the jobs' names, to include the component twice.",
    type: "string",
    default: "",
    regex: "^([a-z][a-z0-9-]*)?$",
  },
  tags: {
    description: "Tags of the runner; none unless told, whatever `default: tags:` says.",
    type: "array",
    // GitLab takes an empty list, though its schema for editors does not: https://gitlab.com/gitlab-org/gitlab/-/issues/551088
    default: [],
  },
});

/** Where a component that shows a report takes it from. */
export const REPORT_JOB: Inputs = {
  "report-job": {
    description:
      "The report job whose report is read, with its prefix. Several are separated by commas; the job's `needs:` have to name them then, and each has a section of its own.",
    type: "string",
    default: "agent-ci-check",
    regex: "^[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*$",
  },
};

/** Where the job of a deployment belongs. */
export const ENVIRONMENT: Inputs = {
  environment: {
    description: "The environment whose variables hold the key, and that shows what was deployed.",
    type: "string",
    default: "production",
    regex: "^[A-Za-z0-9][A-Za-z0-9_/.-]{0,250}$",
  },
  timeout: {
    description: "How long a tick may take, with all jobs of the rollout that it may run.",
    type: "string",
    default: `${BARE_TICK.gitlab} minutes`,
    regex: "^[0-9]{1,4} (minutes|hours)$",
  },
};

/** What a component that deploys does besides. */
export const GOLDEN: Inputs = {
  "golden-cases": {
    description: "The specification asks for golden cases: two jobs more, which run them where it waits for them.",
    type: "boolean",
    default: false,
  },
  "golden-commands": {
    description: "Cases with a `command` run: programs of the repository, in a job without the key.",
    type: "boolean",
    default: false,
  },
};

/** How the program comes into the report job. */
export const installInputs = (version: string): Inputs => ({
  install: {
    description: "From npm, from a tarball with a SHA-256, or not at all: `agent-ci` is on PATH.",
    type: "string",
    default: "npm",
    options: ["npm", "tarball", "none"],
  },
  version: {
    description: "Version to install from npm; that of this component unless told.",
    type: "string",
    default: version,
    regex: VERSION,
  },
  integrity: {
    description: "For `install: npm`: what the package has to be, as lock files write it. Nothing else is installed.",
    type: "string",
    default: "",
    regex: "^(sha512-[0-9A-Za-z+/]{86}==)?$",
  },
  "tarball-url": {
    description:
      "Address of the tarball of the npm package, for `install: tarball`. Its SHA-256 guards it, so plain http will do.",
    type: "string",
    default: "",
    regex: "^(https?://[0-9A-Za-z._~:/?#@%+=,-]+)?$",
  },
  "tarball-sha256": {
    description: "SHA-256 of that tarball, in lower-case hexadecimal.",
    type: "string",
    default: "",
    regex: "^([0-9a-f]{64})?$",
  },
});

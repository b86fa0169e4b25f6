import type { Input, Inputs } from "./component-inputs.ts";
import type { PillarManifest } from "./load-pillars.ts";
import { OLDEST_NODE } from "./oldest-node.ts";
import { BEFORE_REHEARSING } from "./rehearsal-script.ts";

/** `fail-on` → `AGENT_CI_INPUT_FAIL_ON`. */
export const variableOf = (input: string): string => `AGENT_CI_INPUT_${input.replaceAll("-", "_").toUpperCase()}`;

/** What the report job leaves behind, by format, in `agent-ci-reports/<job>/`. */
export const REPORTS = {
  json: "report.json",
  text: "report.txt",
  sarif: "report.sarif",
  codequality: "codequality.json",
  junit: "junit.xml",
  metrics: "metrics.txt",
  dotenv: "outputs.env",
} as const;

/** What the job of a command that searches for secrets leaves behind besides. */
export const SECRETS_REPORT = { "gitlab-secret-detection": "secret-detection.json" } as const;

/**
 * Fetches a file and keeps it only if it is the one that was meant. Node is there anyway; curl and sha256sum need not
 * be.
 */
const DOWNLOAD = `\
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
const [url, wanted, file] = process.argv.slice(1);
const fail = (message) => { console.error("agent-ci: " + message); process.exit(2); };
const answer = await fetch(url).catch((error) => fail(url + " cannot be fetched: " + (error.cause ?? error).message));
if (!answer.ok) fail(url + " answered " + answer.status + ".");
const bytes = Buffer.from(await answer.arrayBuffer());
const found = createHash("sha256").update(bytes).digest("hex");
if (found !== wanted) fail("The tarball has the SHA-256 " + found + ", not " + wanted + "; it was not installed.");
writeFileSync(file, bytes);`;

/** Holds a package that npm has fetched against what it has to be. */
const COMPARE = `\
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
const [file, wanted] = process.argv.slice(1);
const found = "sha512-" + createHash("sha512").update(readFileSync(file)).digest("base64");
if (found !== wanted) {
  console.error("agent-ci: The package is " + found + ", not " + wanted + "; it was not installed.");
  process.exit(2);
}`;

/**
 * POSIX sh: puts the program on PATH. From a folder of its own npm needs no rights and reads no .npmrc of the checked
 * repository.
 */
export const install = (cleanup: string): string => `\
set -eu
work=$(mktemp -d)
${cleanup}
fail() { echo "agent-ci: $1" >&2; exit 2; }
get() {
  command -v npm > /dev/null || fail "npm is not on PATH. Choose an image with Node.js ${OLDEST_NODE.user.text} or later, or install: none."
  (cd "$work" && npm install --global --prefix "$work" --ignore-scripts --no-audit --no-fund --loglevel=error "$1")
  PATH=$work/bin:$PATH
}
case $${variableOf("install")} in
  npm)
    package=agent-ci@$${variableOf("version")}
    if [ -n "$${variableOf("integrity")}" ]; then
      package=$work/$(cd "$work" && npm pack --silent --ignore-scripts "$package")
      node --input-type=module -e '
${COMPARE.replaceAll(/^/gm, "        ")}
      ' "$package" "$${variableOf("integrity")}"
    fi
    get "$package"
    ;;
  tarball)
    [ -n "$${variableOf("tarball-url")}" ] || fail "install: tarball needs the input tarball-url."
    [ -n "$${variableOf("tarball-sha256")}" ] || fail "install: tarball needs the input tarball-sha256."
    NODE_USE_ENV_PROXY=1 node --input-type=module -e '
${DOWNLOAD.replaceAll(/^/gm, "      ")}
    ' "$${variableOf("tarball-url")}" "$${variableOf("tarball-sha256")}" "$work/agent-ci.tgz"
    get "$work/agent-ci.tgz"
    ;;
  *) command -v agent-ci > /dev/null || fail "agent-ci is not on PATH, as install: none asks for." ;;
esac`;

const KEEPING_REPORTS = `\
# What the checkout brought under this name must not pass for our reports.
unfinished=agent-ci-reports
trap 'rm -rf "$work" $unfinished' EXIT`;
export const KEEPING_NOTHING = `trap 'rm -rf "$work"' EXIT`;

/**
 * POSIX sh: installs, checks, and leaves the reports and the exit code to the gate job. Findings do not fail it; what
 * kept it from judging does. What is checked is the checkout alone: the folder of the reports is replaced only
 * afterwards.
 */
export function reportScript(
  { name, pillar, positionals: words }: PillarManifest,
  options: Inputs,
  positionals: Inputs,
  lists: ReadonlySet<string>,
  reports: Readonly<Record<string, string>>,
): string {
  const outputs = Object.entries(reports).map(([format, file]) => `  --output "${format}=$work/reports/${file}"`);
  return `\
${install(KEEPING_REPORTS)}${pillar.rehearses === true ? BEFORE_REHEARSING : ""}
set -- ${name} --format text \\
${outputs.join(" \\\n")}
${Object.entries(options)
  .map((option) => (lists.has(option[0]) ? passList(option[0]) : passOption(option)))
  .join("\n")}
set -- "$@" --${words.map(({ inPipelines }) => (inPipelines === undefined ? "" : ` ${inPipelines}`)).join("")}
${Object.keys(positionals).map(passPositional).join("\n")}
code=0
agent-ci "$@" || code=$?
[ "$code" -le 1 ] || exit "$code"
reports=agent-ci-reports/$AGENT_CI_JOB
rm -rf agent-ci-reports
unfinished=
mkdir -p "$reports"
cp "$work/reports/"* "$reports/"
echo "$code" > "$reports/exit-code"
prefix=$(echo "$AGENT_CI_JOB" | tr 'a-z-' 'A-Z_')
sed "s/^/\${prefix}_/" "$work/reports/${REPORTS.dotenv}" > "$reports/${REPORTS.dotenv}"
echo "\${prefix}_REPORT_PATH=$reports/${REPORTS.json}" >> "$reports/${REPORTS.dotenv}"`;
}

/** POSIX sh: installs, and hands over what a report job left behind. */
export function readingScript(command: string, reads: string, options: Inputs): string {
  return `\
${install(KEEPING_NOTHING)}
hand() {
  job=$1
  shift
  # A job that was not started, or ended too soon, has left nothing.
  set -- ${command} --${reads} "agent-ci-reports/$job/${REPORTS.json}" --allow-missing "$@"
${Object.entries(options).map(passOption).join("\n").replaceAll(/^/gm, "  ")}
  agent-ci "$@"
}
case $${variableOf("report-job")} in
  *,*)
    code=0
    IFS=,
    for job in $${variableOf("report-job")}; do
      hand "$job" "--section=\${job#agent-ci-}" || code=$?
    done
    exit "$code"
    ;;
  *) hand "$${variableOf("report-job")}" ;;
esac`;
}

export function passOption([name, { type }]: readonly [string, Input]): string {
  const value = `"$${variableOf(name)}"`;
  return type === "boolean"
    ? `[ ${value} != true ] || set -- "$@" --${name}`
    : `[ -z ${value} ] || set -- "$@" "--${name}=$${variableOf(name)}"`;
}

/** What stands between commas, each by itself; the input's pattern keeps out what a shell would expand. */
function passList(name: string): string {
  const take = `for one in $${variableOf(name)}; do set -- "$@" "--${name}=$one"; done`;
  return `IFS=,; set -f; ${take}; set +f; unset IFS`;
}

const passPositional = (name: string): string => `[ -z "$${variableOf(name)}" ] || set -- "$@" "$${variableOf(name)}"`;

/**
 * The findings once more, in the job that is red, and the exit code of the check: nothing is installed or checked
 * again.
 */
export const GATE_SCRIPT = [
  `cat "agent-ci-reports/$AGENT_CI_JOB/${REPORTS.text}"`,
  'exit "$(cat "agent-ci-reports/$AGENT_CI_JOB/exit-code")"',
] as const;

import { insertLines, lineOf } from "./insert-lines.ts";
import type { Ground, HookProgram, Part } from "./ground.ts";

/** Called by name: husky puts `node_modules/.bin` on PATH, and so does who installs agent-ci for the whole machine. @internal */
export const HUSKY_LINE = "agent-ci hook pre-commit";
/** lefthook puts nothing on PATH; `npx` would take longer than the check itself. */
const LEFTHOOK_RUN = "node_modules/.bin/agent-ci hook pre-commit";

/** A hook that is there keeps all that it does. */
export function hookPart(program: HookProgram, ground: Ground): Part {
  return { husky, lefthook, "pre-commit": preCommit }[program](ground);
}

function husky({ text }: Ground): Part {
  const path = ".husky/pre-commit";
  if (text(path)?.includes("agent-ci hook pre-commit")) return { steps: [] };
  return { steps: [{ do: "append", path, lines: [HUSKY_LINE], script: true }] };
}

const LEFTHOOK_FILES = ["lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml"];
/** @internal */
export const LEFTHOOK = `pre-commit:
  jobs:
    - name: agent-ci
      run: ${LEFTHOOK_RUN}
`;

function lefthook({ text }: Ground): Part {
  const path = LEFTHOOK_FILES.find((file) => text(file) !== undefined) ?? "lefthook.yml";
  const now = text(path);
  if (now?.includes("agent-ci hook pre-commit")) return { steps: [] };
  if (now === undefined) return { steps: [{ do: "write", path, text: LEFTHOOK }] };
  const key = lineOf(now, /^pre-commit:\s*(?:#.*)?$/);
  if (key === undefined && !/^["']?pre-commit\b/m.test(now))
    return { steps: [{ do: "append", path, lines: LEFTHOOK.trimEnd().split("\n") }] };
  const list = key === undefined ? undefined : childOf(now, key, /^(\s+)(jobs|commands):\s*(?:#.*)?$/);
  const first = list && firstBelow(now, list.line, list.kind === "jobs" ? /^(\s*)- / : /^(\s+)[\w"'-]/);
  if (!list || first === undefined || first.length < list.indent.length)
    return { steps: [], left: [`${path}: add to pre-commit a job that runs \`${LEFTHOOK_RUN}\`.`] };
  const lines =
    list.kind === "jobs"
      ? [`${first}- name: agent-ci`, `${first}  run: ${LEFTHOOK_RUN}`]
      : [`${first}agent-ci:`, `${first}  run: ${LEFTHOOK_RUN}`];
  return { steps: [insertLines(path, now, list.line, lines)] };
}

const PRE_COMMIT_FILE = ".pre-commit-config.yaml";
const REPOSITORY = "https://github.com/agent-ci/agent-ci";
/** @internal */
export const preCommitConfig = (version: string): string => ["repos:", ...preCommitEntry(version, "  "), ""].join("\n");

const preCommitEntry = (version: string, indent: string): readonly string[] =>
  [`- repo: ${REPOSITORY}`, `  rev: v${version}`, "  hooks:", "    - id: agent-ci"].map((line) => indent + line);

function preCommit({ text, version }: Ground): Part {
  const now = text(PRE_COMMIT_FILE);
  if (now === undefined) return { steps: [{ do: "write", path: PRE_COMMIT_FILE, text: preCommitConfig(version) }] };
  if (now.includes(REPOSITORY) || now.includes("agent-ci hook pre-commit")) return { steps: [] };
  const repos = lineOf(now, /^repos:\s*(?:#.*)?$/);
  const first = repos === undefined ? undefined : firstBelow(now, repos, /^(\s*)- /);
  if (repos === undefined || first === undefined)
    return { steps: [], left: [`${PRE_COMMIT_FILE}: add ${REPOSITORY} at rev v${version} with the hook agent-ci.`] };
  return { steps: [insertLines(PRE_COMMIT_FILE, now, repos, preCommitEntry(version, first))] };
}

/** A key right inside of a block that begins at a line. */
function childOf(text: string, line: number, pattern: RegExp) {
  const lines = text.split("\n");
  for (let at = line + 1; at < lines.length; at += 1) {
    const one = lines[at] ?? "";
    if (/^\s*(?:#.*)?$/.test(one)) continue;
    if (!/^\s/.test(one)) return undefined; // the block has ended
    const [, indent, kind] = pattern.exec(one) ?? [];
    if (indent !== undefined) return { line: at, indent, kind };
  }
  return undefined;
}

/** How far the first line with content below another one is indented, if it fits. */
function firstBelow(text: string, line: number, pattern: RegExp): string | undefined {
  const next = text
    .split("\n")
    .slice(line + 1)
    .find((one) => !/^\s*(?:#.*)?$/.test(one));
  return next === undefined ? undefined : pattern.exec(next)?.[1];
}

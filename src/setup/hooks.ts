import { firstBelow, insertLines, lineOf, says, textAfter, withLines } from "./insert-lines.ts";
import type { SetupGround, HookProgram, SetupPart } from "./ground.ts";

/** The hooks that a program for hooks is to call. @internal */
export const HOOKS = ["pre-commit", "pre-push"] as const;
type Hook = (typeof HOOKS)[number];

/**
 * The lines that husky's scripts get. agent-ci is called by name: husky puts `node_modules/.bin` on PATH,
 * and so does who installs agent-ci for the whole machine. @internal
 */
export const HUSKY_LINES: Readonly<Record<Hook, string>> = {
  "pre-commit": "agent-ci hook pre-commit",
  "pre-push": 'agent-ci hook pre-push "$@"',
};
/**
 * The jobs that lefthook gets. It puts nothing on PATH;
 * `npx` would take longer than the check itself. `{1}` is the name of the remote.
 */
const LEFTHOOK_JOBS: Readonly<Record<Hook, readonly string[]>> = {
  "pre-commit": ["run: node_modules/.bin/agent-ci hook pre-commit"],
  "pre-push": ["run: node_modules/.bin/agent-ci hook pre-push {1}", "use_stdin: true"],
};

/** What is added to hooks. A hook that is there keeps all that it does. */
export function hookPart(program: HookProgram, ground: SetupGround): SetupPart {
  return { husky, lefthook, "pre-commit": preCommit }[program](ground);
}

function husky({ text }: SetupGround): SetupPart {
  const missing = HOOKS.filter((hook) => !says(text(`.husky/${hook}`), `agent-ci hook ${hook}`));
  const left = (hook: Hook): readonly string[] => leftAbout(hook, text(`.husky/${hook}`));
  return {
    steps: missing
      .filter((hook) => left(hook).length === 0)
      .map((hook) => ({ do: "append", path: `.husky/${hook}`, lines: [HUSKY_LINES[hook]], script: true })),
    left: missing.flatMap(left).map((sentence) => `.husky/${sentence}`),
  };
}

/** Why a script is left to people: where a line at its end would not do. */
function leftAbout(hook: Hook, script = ""): readonly string[] {
  const line = HUSKY_LINES[hook];
  // git says once what is pushed. A command above may have read it, and ours would find nothing.
  if (hook === "pre-push" && script.split("\n").some((one) => !/^\s*(?:#|$)|^\. .*\/husky\.sh/.test(one)))
    return [
      `${hook}: its commands share one standard input. Put \`pushed=$(cat)\` above them, and \`echo "$pushed" | ${line} || exit\` below that; another one that reads what git says needs \`echo "$pushed" |\` too.`,
    ];
  return ENDS.test(script) ? [`${hook}: add \`${line}\` before the line that ends it.`] : [];
}

/** A line that ends a script: what stands below would never run. */
const ENDS = /^(?:exit|exec)\b/m;

/**
 * Endings of lefthook's configuration. Where there are several, lefthook takes any.
 * https://lefthook.dev/configuration/#config-file-name, read 2026-11-26.
 */
export const LEFTHOOK_FILES = ["yml", "yaml", "toml", "json", "jsonc"].flatMap((ending) =>
  ["lefthook", ".lefthook", ".config/lefthook"].map((name) => `${name}.${ending}`),
);
const block = (hook: Hook): readonly string[] => [
  `${hook}:`,
  "  jobs:",
  "    - name: agent-ci",
  ...LEFTHOOK_JOBS[hook].map((line) => `      ${line}`),
];
/** @internal */
export const LEFTHOOK = HOOKS.flatMap(block)
  .map((line) => `${line}\n`)
  .join("");

function lefthook({ text, grows }: SetupGround): SetupPart {
  const [path, ...others] = LEFTHOOK_FILES.filter((file) => text(file) !== undefined);
  if (path === undefined) return { steps: [{ do: "write", path: "lefthook.yml", text: LEFTHOOK }] };
  const now = text(path) ?? "";
  const missing = HOOKS.filter((hook) => !says(now, `agent-ci hook ${hook}`));
  const byHand = (hook: Hook): string => `${path}: add to ${hook} a job with \`${LEFTHOOK_JOBS[hook].join("`, `")}\`.`;
  if (others.length > 0)
    return {
      steps: [],
      left: [`lefthook takes one of ${[path, ...others].join(", ")}: keep one, and run this again.`],
    };
  if (!/\.ya?ml$/.test(path)) return { steps: [], left: missing.map(byHand) };
  const known = missing.filter((hook) => new RegExp(`^["']?${hook}\\b`, "m").test(now));
  const { edited, lines, left } = withJobs(now, known);
  const appended = missing.filter((hook) => !known.includes(hook)).flatMap(block);
  const append = { do: "append" as const, path, lines: appended };
  if (!grows(now, textAfter(edited, append))) return { steps: [], left: missing.map(byHand) };
  return {
    steps: [
      ...(edited === now ? [] : [{ do: "change" as const, path, from: now, text: edited, lines }]),
      ...(appended.length === 0 ? [] : [append]),
    ],
    left: left.map(byHand),
  };
}

interface Edited {
  readonly edited: string;
  readonly lines: readonly string[];
  /** The hooks whose form is another than is known here. */
  readonly left: readonly Hook[];
}

/** A text with a job more in the lists of some hooks. */
const withJobs = (text: string, hooks: readonly Hook[]): Edited =>
  hooks.reduce<Edited>(
    ({ edited, lines, left }, hook) => {
      const added = jobFor(edited, hook);
      if (!added) return { edited, lines, left: [...left, hook] };
      return { edited: added.text, lines: [...lines, ...added.lines], left };
    },
    { edited: text, lines: [], left: [] },
  );

function jobFor(now: string, hook: Hook) {
  const key = lineOf(now, new RegExp(`^${hook}:\\s*(?:#.*)?$`));
  const list = key === undefined ? undefined : childOf(now, key, /^(\s+)(jobs|commands):\s*(?:#.*)?$/);
  const first = list && firstBelow(now, list.line, list.kind === "jobs" ? /^(\s*)- / : /^(\s+)[\w"'-]/);
  if (!list || first === undefined || first.length < list.indent.length) return undefined;
  const head = list.kind === "jobs" ? `${first}- name: agent-ci` : `${first}agent-ci:`;
  const lines = [head, ...LEFTHOOK_JOBS[hook].map((line) => `${first}  ${line}`)];
  return { text: withLines(now, list.line, lines), lines };
}

const PRE_COMMIT_FILE = ".pre-commit-config.yaml";
const REPOSITORY = "https://github.com/agent-ci/agent-ci";
const IDS = ["agent-ci", "agent-ci-pre-push"];
/** @internal */
export const preCommitConfig = (version: string): string =>
  [`default_install_hook_types: [${HOOKS.join(", ")}]`, "repos:", ...preCommitEntry(version, "  "), ""].join("\n");

const preCommitEntry = (version: string, indent: string): readonly string[] =>
  [`- repo: ${REPOSITORY}`, `  rev: v${version}`, "  hooks:", ...IDS.map((id) => `    - id: ${id}`)].map(
    (line) => indent + line,
  );

function preCommit({ text, grows, version }: SetupGround): SetupPart {
  const path = PRE_COMMIT_FILE;
  const now = text(path);
  if (now === undefined) return { steps: [{ do: "write", path, text: preCommitConfig(version) }] };
  const there = says(now, REPOSITORY);
  if (says(now, there ? "agent-ci-pre-push" : "agent-ci hook pre-commit")) return { steps: [] };
  const step = there ? prePushHook(now) : entryOf(now, version);
  if (step && grows(now, textAfter(now, step))) return { steps: [step] };
  const left = there
    ? `add the hook agent-ci-pre-push to ${REPOSITORY}.`
    : `add ${REPOSITORY} at rev v${version} with the hooks ${IDS.join(" and ")}.`;
  return { steps: [], left: [`${path}: ${left}`] };
}

function entryOf(now: string, version: string) {
  const repos = lineOf(now, /^repos:\s*(?:#.*)?$/);
  const first = repos === undefined ? undefined : firstBelow(now, repos, /^(\s*)- /);
  if (repos === undefined || first === undefined) return undefined;
  return insertLines(PRE_COMMIT_FILE, now, repos, preCommitEntry(version, first));
}

/** For an entry from before there was a second hook. */
function prePushHook(now: string) {
  const first = lineOf(now, /^\s*- id: agent-ci\s*$/);
  const indent = first === undefined ? undefined : /^\s*/.exec(now.split("\n")[first] ?? "")?.[0];
  if (first === undefined || indent === undefined) return undefined;
  return insertLines(PRE_COMMIT_FILE, now, first, [`${indent}- id: agent-ci-pre-push`]);
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

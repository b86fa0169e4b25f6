import { EXIT } from "../../gate/exit.ts";
import { findConfig } from "../../host/files/find-config.ts";
import { type GitResult, openGit } from "../../host/git/git.ts";
import { nodeVersion } from "../../host/machine/node-version.ts";
import { findPlace, type Place } from "../../host/files/place.ts";
import { diskTree } from "../../host/files/tree.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { isTooOld, OLDEST_NODE, TOOL } from "../../report/tool.ts";
import { rules } from "../../rules/index.ts";
import { type Command, defineCommand } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { ageInDays, datedSources, runsOf } from "./dated-sources.ts";
import { citations, dayOf, ranWith } from "../../model/citation.ts";
import type { ClientRun } from "../../model/rule.ts";
import { listFormat, pathArgument } from "../options.ts";

/** Clients change from week to week; what was read longer ago than this may no longer hold. */
const FRESH_DAYS = 90;

export const doctorCommand: Command = defineCommand({
  name: "doctor",
  summary: "Check what agent-ci needs here, and how old its knowledge of the clients is.",
  positionals: [pathArgument],
  options: [listFormat],
  examples: [{ line: "agent-ci doctor", does: "Node, git, configuration, and facts older than 90 days" }],
  async run(world, values, [target]) {
    const checks = environment(world, target);
    const now = world.clock.now();
    const dated = datedSources(rules);
    const sources = dated.map(({ what, cited }) => {
      const read = dayOf(cited);
      return { what, url: citations(cited).join(", "), read, days: ageInDays(read, now) };
    });
    const stale = sources.filter(({ days }) => days > FRESH_DAYS);
    const facts = { total: sources.length, freshDays: FRESH_DAYS, oldest: oldest(sources), stale, runs: runsOf(dated) };
    world.out(
      values.format === "json"
        ? safeJson({ version: 1, agentCi: TOOL.version, checks, facts })
        : guardLines(asText(checks, facts)),
    );
    return checks.some(({ state }) => state === "bad") ? EXIT.fail : EXIT.pass;
  },
});

interface Check {
  readonly what: string;
  /** `note`: works, and yet worth knowing. */
  readonly state: "ok" | "note" | "bad";
  readonly says: string;
}
interface Facts {
  readonly total: number;
  readonly freshDays: number;
  readonly oldest: string | undefined;
  readonly stale: readonly {
    readonly what: string;
    readonly url: string;
    readonly read: string;
    readonly days: number;
  }[];
  /** The runs of real clients that statements rest on. */
  readonly runs: readonly (ClientRun & { readonly statements: number })[];
}

function environment(world: World, target: string | undefined): readonly Check[] {
  const place = findPlace(world.cwd, target);
  const { runSync } = openGit(place.top, world.env);
  const git = runSync(["--version"]);
  return [
    node(nodeVersion()),
    git.ok
      ? { what: "git", state: "ok", says: git.output.trim().replace(/^git version /, "") }
      : { what: "git", state: place.repository ? "bad" : "note", says: git.reason },
    repository(place, git.ok ? runSync(["rev-parse", "--git-dir"]) : undefined),
    configuration(place),
  ];
}

function repository({ repository: here, top }: Place, asked: GitResult | undefined): Check {
  const what = "repository";
  if (!here) {
    const says = "not inside a git repository: nothing is left out on account of .gitignore above this folder";
    return { what, state: "note", says };
  }
  if (asked === undefined || asked.ok) return { what, state: "ok", says: top };
  return { what, state: "bad", says: `git does not read ${top}. It says: ${asked.reason}` };
}

function configuration({ top, prefix }: Place): Check {
  const what = "configuration";
  try {
    const { folder, file } = findConfig(diskTree(top), prefix);
    if (file === undefined) return { what, state: "note", says: "no agent-ci.yaml: defaults hold" };
    return { what, state: "ok", says: folder + file };
  } catch (error) {
    if (error instanceof UsageError) return { what, state: "bad", says: error.message };
    throw error;
  }
}

function node(version: string): Check {
  return isTooOld(version)
    ? { what: "node", state: "bad", says: `${version}; install ${OLDEST_NODE} or newer` }
    : { what: "node", state: "ok", says: version };
}

const oldest = (sources: readonly { readonly read: string }[]): string | undefined =>
  sources.map(({ read }) => read).sort()[0];

const MARKS: Readonly<Record<Check["state"], string>> = { ok: "ok  ", note: "note", bad: "BAD " };

function asText(checks: readonly Check[], { total, freshDays, oldest: first, stale, runs }: Facts): string {
  const lines = checks.map(({ what, state, says }) => `${MARKS[state]}  ${what.padEnd(13)}  ${terminal(says)}`);
  const summary =
    stale.length === 0
      ? `ok    facts          ${total} statements about clients, the oldest of ${first ?? "no day"}`
      : `note  facts          ${stale.length} of ${total} statements about clients are more than ${freshDays} days old; update agent-ci`;
  const asked = runs.map((run) => `      ${run.statements} ${ranWith({ ran: run }) ?? ""}`);
  const old = stale.map(({ what, read, days, url }) => `      ${read} (${days} days)  ${what}  ${url}`);
  return `${[`agent-ci ${TOOL.version}`, ...lines, summary, ...asked, ...old].join("\n")}\n`;
}

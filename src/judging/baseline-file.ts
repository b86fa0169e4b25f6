import type { Anew } from "../check/baseline/apply-baseline.ts";
import { type Baseline, type BaselineEntry, parseBaseline, renderBaseline } from "../check/baseline/baseline.ts";
import type { Baselining } from "../check/baseline/match-baseline.ts";
import { confine } from "../config/confine.ts";
import { former } from "../config/rule-options.ts";
import { writeInside } from "../host/files/write-whole.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import type { Repository } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import { terminal } from "../report/escape/terminal.ts";
import type { World } from "../workspace/world.ts";
import { BASELINE } from "../workspace/policy.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The options of the baseline, as far as they were given. */
export interface BaselineAsked {
  readonly baseline?: string;
  readonly "update-baseline"?: boolean;
  readonly "grow-baseline"?: boolean;
  readonly "accept-secrets"?: boolean;
  /** Which commits were searched as well. */
  readonly commits?: string;
}

/** What a baseline of a million findings has; larger ones nobody wrote in good faith. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The baseline of whoever judges; none where there is no file, or `none` was asked for.
 * Throws UsageError where it is broken.
 */
export function readBaseline({ policy }: Pick<Workspace, "policy">, asked: BaselineAsked): Baseline {
  const path = pathOf(asked);
  const text = path === undefined ? undefined : policy.read(path);
  if (path === undefined || text === undefined) {
    if (asked.baseline !== undefined && path !== undefined && !asked["update-baseline"])
      throw new UsageError(`There is no baseline "${path}". Write it with --update-baseline, or leave --baseline out.`);
    return { entries: [] };
  }
  const read =
    text.length > LARGEST
      ? { ok: false as const, reason: `it has more than ${LARGEST} characters` }
      : parseBaseline(text);
  if (read.ok) return { ...read.baseline, entries: read.baseline.entries.map(present) };
  throw new UsageError(
    `The baseline "${policy.home}${path}" cannot be read: ${read.reason}. Take it from an earlier commit, or remove it and run --update-baseline.`,
  );
}

/** An entry by the present name of its rule. */
const present = (entry: BaselineEntry): BaselineEntry => {
  const id = Object.hasOwn(former.rules, entry.rule) ? former.rules[entry.rule] : undefined;
  return id === undefined ? entry : { ...entry, rule: id };
};

/** Entries name files from the policy's folder, which may lie above the checked one. */
export function baselining(
  { policy, place: { prefix, selects } }: Workspace,
  asked: BaselineAsked,
  head: Pick<Repository, "entry">,
  judged: (rule: string) => boolean,
): Omit<Baselining, "entries"> & { readonly file?: string } {
  const { home } = policy;
  const below = (path: string): string | undefined => {
    const whole = home + path;
    return whole.startsWith(prefix) ? whole.slice(prefix.length) : undefined;
  };
  const file = below(pathOf(asked) ?? BASELINE);
  return {
    ...(file !== undefined && { file }),
    entryPath: (path) => {
      if (path === undefined) return prefix === home ? "" : undefined;
      return prefix.startsWith(home) ? prefix.slice(home.length) + path : undefined;
    },
    exists: (entry) => {
      const path = below(entry);
      return path === undefined || head.entry(path)?.type === "file"; // elsewhere nobody looked
    },
    looked: ({ rule, path: entry, commit }) => {
      if (commit !== undefined && asked.commits !== "all") return false;
      const path = entry === "" ? undefined : below(entry);
      if (entry === "" ? prefix !== home : path === undefined) return false;
      return selects(path) && judged(rule);
    },
  };
}

/**
 * Writes what today's findings make of it, secrets as `engine` found them, and says what that changes. Throws
 * UsageError where it is not the checked folder's own.
 */
export function updateBaseline(
  world: World,
  workspace: Workspace,
  asked: BaselineAsked,
  anew: Anew,
  engine: string | undefined,
): Baseline {
  const { policy, place, own } = workspace;
  const path = pathOf(asked);
  if (path === undefined) throw new UsageError("--update-baseline has nothing to write with --baseline none.");
  if (own)
    throw new UsageError(
      "--update-baseline writes the baseline of the checked folder, and another policy judges here. Add --policy-from head.",
    );
  const held = inPipeline(world.env) && asked["grow-baseline"] !== true;
  const secrets = anew.added.filter(isSecret).length;
  const accepted = asked["accept-secrets"] === true ? anew.added : anew.added.filter((one) => !isSecret(one));
  const added = held ? [] : accepted;
  const entries = [...anew.kept, ...added];
  const baseline = { entries, ...(engine !== undefined && { engine }) };
  const refusal = writeInside(place.top, policy.home + path, renderBaseline(baseline));
  if (refusal !== undefined) throw new UsageError(`Cannot write "${policy.home}${path}": ${refusal}.`);
  const counts = [
    `${added.length} added`,
    `${anew.removed.length} removed`,
    ...(anew.moved > 0 ? [`${anew.moved} moved`] : []),
    `${entries.length} in all`,
  ];
  world.notice(`${terminal(policy.home + path)}: ${counts.join(", ")}.`);
  const aloud = held ? undefined : aboutSecrets(secrets, entries.filter(isSecret).length, asked);
  if (aloud !== undefined) world.notice(aloud);
  if (held && anew.added.length > 0)
    world.notice(
      `${anew.added.length} new findings were not added: in a pipeline a baseline only shrinks. Add them on your machine, or with --grow-baseline.`,
    );
  return baseline;
}

const isSecret = ({ rule }: BaselineEntry): boolean => rule.startsWith("secret/");

const those = (number: number): string => (number === 1 ? "1 secret" : `${number} secrets`);

/** Secrets in a baseline are never silent: who reads it takes them for known, and they still work. */
function aboutSecrets(found: number, inAll: number, asked: BaselineAsked): string | undefined {
  if (found > 0 && asked["accept-secrets"] !== true)
    return `${those(found)} ${found === 1 ? "was" : "were"} not taken in: revoke ${found === 1 ? "it" : "them"}. What is none, or revoked, is taken in with --accept-secrets.`;
  return inAll === 0
    ? undefined
    : `${those(inAll)} ${inAll === 1 ? "is" : "are"} in the baseline now: whoever has not revoked ${inAll === 1 ? "it" : "them"}, does so.`;
}

function pathOf({ baseline = BASELINE }: BaselineAsked): string | undefined {
  if (baseline === "none") return undefined;
  const confined = confine("", baseline);
  if (confined.ok) return confined.path;
  throw new UsageError(`--baseline: "${baseline}" ${confined.why}. Name a file below the configuration's folder.`);
}

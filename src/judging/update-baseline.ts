import type { Anew } from "../check/baseline/apply-baseline.ts";
import { type Baseline, type BaselineEntry, renderBaseline } from "../check/baseline/baseline.ts";
import { writeInside } from "../host/files/write-whole.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import { shellWord } from "../model/shell-word.ts";
import { UsageError } from "../model/usage-error.ts";
import { terminal } from "../report/escape/terminal.ts";
import type { World } from "../workspace/world.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type BaselineAsked, baselinePath } from "./baseline-asked.ts";

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
  const path = baselinePath(asked);
  if (path === undefined) throw new UsageError("--update-baseline has nothing to write with --baseline none.");
  if (own)
    throw new UsageError(
      "--update-baseline writes the baseline of the checked folder, and another policy judges here. Add --policy-from head.",
    );
  const below = policy.home + path;
  const entry = below.startsWith(place.prefix) ? place.files.entry(below.slice(place.prefix.length)) : undefined;
  if (entry?.type === "file" && policy.read(path) === undefined)
    throw new UsageError(
      `A sparse checkout leaves "${below}" out, and to write it anew would drop what is in it. Check it out first: git sparse-checkout add ${shellWord(`${policy.home}.agent-ci`)}`,
    );
  const held = inPipeline(world.env) && asked["grow-baseline"] !== true;
  const secrets = anew.added.filter(isSecret).length;
  const accepted = asked["accept-secrets"] === true ? anew.added : anew.added.filter((one) => !isSecret(one));
  const added = held ? [] : accepted;
  const entries = [...anew.kept, ...added];
  const baseline = { entries, ...(engine !== undefined && { engine }) };
  const refusal = writeInside(place.top, policy.home + path, renderBaseline(baseline));
  if (refusal !== undefined)
    throw new UsageError(
      `Cannot write "${policy.home}${path}": ${refusal}. Where the file lies behind a link, name it itself with --baseline.`,
    );
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

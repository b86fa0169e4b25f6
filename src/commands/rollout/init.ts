import { join, resolve } from "node:path";
import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import { readFile, readInside } from "../../host/files/read-file.ts";
import { isPrivate, userConfig, writePrivate } from "../../host/files/write-private.ts";
import { withoutCredentials } from "../../host/git/remote.ts";
import { checkpointIn } from "../../ledger/coverage.ts";
import { openCheckpoint } from "../../ledger/checkpoint.ts";
import { PUBLIC_KEYS, readKeys, SIGNING_KEY } from "../../ledger/keys.ts";
import {
  isKeyName,
  makeKeyPair,
  readSigningKey,
  type SigningKey,
  type VerifyingKey,
  verifyingText,
} from "../../ledger/note.ts";
import { record } from "../../ledger/record.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import type { Step } from "../../model/steps.ts";
import { shellWord } from "../../model/shell-word.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { ForgeName } from "../../setup/ground.ts";
import { logName } from "../../setup/log-name.ts";
import { KEEP_KEY, KEEP_SECRET, PROTECT_BRANCH, PROTECT_KEY, RULESET, rulesetFor } from "../../setup/protect-state.ts";
import { type OpenedState, openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { pipelineParts, type Pipelines } from "./pipeline-parts.ts";

interface Asked {
  readonly name?: string;
  readonly "key-file"?: string;
  readonly state?: string;
  readonly "dry-run"?: boolean;
  readonly github?: boolean;
  readonly gitlab?: boolean;
}

/** The private key that somebody has at hand, or is about to have. */
interface HeldKey {
  readonly key: SigningKey;
  /** Where it is yet to be written; absent where it was before. */
  readonly fresh?: { readonly file: string; readonly text: string };
}

/**
 * Makes what rollouts need once: a pair of keys, the branch of states with its first signed entry, and the ruleset that
 * protects it; where somebody asks, the pipelines that move them. Does what is missing, and writes over nothing: what
 * ended half-way is gone on with.
 */
export async function rolloutInit(world: World, asked: Asked, named: string | undefined): Promise<number> {
  if (named !== undefined) throw new UsageError("rollout init is of the whole repository: leave out the name.");
  const opened = await openState(world, asked.state);
  const { place, branch, name, address } = opened;
  const { commit, bytes } = await branch.read();
  const trusted = trustedKeys(place.top);
  const held = heldKey(world, opened, asked, trusted, commit);
  if (commit !== null) expectSigned(bytes, trusted ?? [held?.key].filter((key) => key !== undefined), name);
  const pipelines = await pipelineParts(world, place, asked);
  const steps: readonly Step[] = [
    ...(!trusted && held ? [{ do: "write", path: PUBLIC_KEYS, text: `${verifyingText(held.key)}\n` } as const] : []),
    ...(readInside(place.top, RULESET).ok ? [] : [{ do: "write", path: RULESET, text: rulesetFor(name) } as const]),
    ...pipelines.parts.flatMap((part) => part.steps),
  ];
  const where = address === undefined ? "in this repository" : `at ${withoutCredentials(address)}`;
  const lines = [
    ...(held?.fresh ? [`write the private key to ${held.fresh.file}, which you alone can read`] : []),
    ...(commit === null ? [`make the branch ${name} ${where}`] : []),
    ...steps.map(({ do: does, path }) => `${does === "write" ? "write" : "add to"} ${path}`),
  ];
  expectTakeable(place.top, steps);
  if (asked["dry-run"] !== true) {
    if (held?.fresh) writeKey(place.top, held.fresh);
    if (commit === null && held) await begin(world, opened, held.key);
    takeSteps(place.top, steps);
  }
  const said = lines.map((line) => (asked["dry-run"] ? `would ${line}` : line));
  if (said.length === 0) said.push(`${name} is there, and its keys are.`);
  const byHand = pipelines.parts.flatMap(({ left = [] }) => left).map((sentence) => `By hand: ${sentence}`);
  world.out(showLines([...said, ...byHand, ...nextLines(opened, held, pipelines)]));
  return 0;
}

/** Those that are committed; undefined where none are. */
function trustedKeys(top: string): readonly VerifyingKey[] | undefined {
  const known = readInside(top, PUBLIC_KEYS);
  if (!known.ok && known.why === "absent") return undefined;
  const read = known.ok ? readKeys(Buffer.from(known.bytes).toString()) : { problem: known.reason };
  if ("problem" in read) throw new UsageError(`${PUBLIC_KEYS} cannot be read: ${read.problem}.`);
  return read.keys;
}

/** A branch that others made is verified by their key, which comes with the default branch. */
function expectSigned(files: ReadonlyMap<string, Uint8Array>, keys: readonly VerifyingKey[], name: string): void {
  if (keys.length === 0)
    throw new UsageError(
      `${name} is there, and ${PUBLIC_KEYS} is not: take that from the branch where it was committed.`,
    );
  const opened = openCheckpoint(checkpointIn(files) ?? "", keys);
  if (!opened.ok)
    throw new UsageError(`The checkpoint of ${name} counts nothing: ${opened.reason}. Look: agent-ci audit verify`);
}

/** The key of the variable or of the file where it is kept. A fresh one where neither key nor branch is there. */
function heldKey(
  world: World,
  opened: OpenedState,
  asked: Asked,
  trusted: readonly VerifyingKey[] | undefined,
  commit: string | null,
): HeldKey | undefined {
  if (trusted && commit !== null) return undefined;
  const name = trusted?.[0]?.name ?? asked.name ?? logName(opened.address ?? "");
  const given = world.env[SIGNING_KEY] || undefined;
  const file = given === undefined ? keyFile(world, opened, asked, name) : SIGNING_KEY;
  const text = given ?? textOf(file);
  if (text === undefined && !trusted) return commit === null ? freshKey(world, file, name) : undefined;
  const key = readSigningKey(text ?? "");
  if (!key) throw new UsageError(whyNoKey(text, file));
  const isTrusted =
    trusted?.some((one) => one.name === key.name && one.id === key.id) ?? key.name === (name ?? key.name);
  if (isTrusted) return { key };
  throw new UsageError(
    `The private key in ${file} is of ${key.name}, and not the one of ${trusted ? PUBLIC_KEYS : name}. Give another one.`,
  );
}

const whyNoKey = (text: string | undefined, where: string): string =>
  text === undefined
    ? `${PUBLIC_KEYS} is there, and the branch of states is not: give its private key in ${SIGNING_KEY}, or delete the file to begin with a new pair.`
    : `${where} is no private key of an audit log. It is left as it is: name another file by --key-file.`;

function textOf(file: string): string | undefined {
  const contents = readFile(file);
  if (contents.ok) return Buffer.from(contents.bytes).toString();
  if (contents.why === "absent" && contents.reason !== "it is a directory") return undefined;
  throw new UsageError(`The private key cannot be read from ${file}: ${contents.reason}.`);
}

/** Where the private key is kept, or is going to be. */
function keyFile(world: World, { place }: OpenedState, asked: Asked, name: string | undefined): string {
  if (name === undefined || !isKeyName(name))
    throw new UsageError("Name the log, such as --name example.com/team/agents: without spaces and `+`.");
  const folder = userConfig(world.env);
  const own = folder === undefined ? undefined : join(folder, "agent-ci", `${name.replaceAll(/[^\w.-]/g, "-")}.key`);
  const file = asked["key-file"] ?? own;
  if (file === undefined) throw new UsageError("There is no HOME to keep the private key in: give --key-file.");
  const whole = resolve(world.cwd, file);
  if (isPrivate(place.top, whole)) return whole;
  throw new UsageError(
    `The private key cannot be kept in ${file}: it lies in the repository. Give another --key-file.`,
  );
}

function freshKey(world: World, file: string, name = ""): HeldKey {
  if (inPipeline(world.env))
    throw new UsageError("The private key would be gone with this job: run rollout init on a machine of your own.");
  const text = makeKeyPair(name).signing;
  const key = readSigningKey(text);
  if (!key) throw new Error("A key that was just made cannot be read.");
  return { key, fresh: { file, text } };
}

function writeKey(top: string, { file, text }: NonNullable<HeldKey["fresh"]>): void {
  const refused = writePrivate(top, file, `${text}\n`);
  if (refused !== undefined) throw new UsageError(`Cannot write "${file}": ${refused}. Nothing else was written.`);
}

async function begin(world: World, { git, branch, name }: OpenedState, key: SigningKey): Promise<void> {
  const actor = await actorOf(world, git);
  const now = world.clock.now();
  const event = { ts: new Date(now).toISOString(), actor, event: "init", rollout: null, env: null };
  const files = record(new Map(), [{ ...event, before: null, after: null, evidence: [] }], now, {
    key,
    trusted: [key],
    upon: null,
  });
  if ((await branch.write(null, files, "Rollouts begin")) === "lost")
    throw new UsageError(`Somebody else made ${name} meanwhile, with a key of theirs: commit their ${PUBLIC_KEYS}.`);
}

function nextLines(
  { address, name }: OpenedState,
  held: HeldKey | undefined,
  { environments, secrets }: Pipelines,
): readonly string[] {
  const forges = forgesOf(address);
  const each = environments.length === 0 ? ["production"] : environments;
  const everywhere = (say: (forge: ForgeName, environment: string) => readonly string[]): readonly string[] =>
    forges.flatMap((forge) => each.flatMap((one) => say(forge, one)).map((line) => `  ${line}`));
  const keep = (file: string): readonly string[] => [
    `Next, put the private key where ${each.join(" and ")} alone ${each.length > 1 ? "read" : "reads"} it, and delete its file:`,
    ...everywhere((forge, one) =>
      [KEEP_KEY[forge](SIGNING_KEY, one, shellWord(file)), PROTECT_KEY[forge]?.(one) ?? []].flat(),
    ),
    "Commit .agent-ci, so that others can verify.",
  ];
  return [
    ...(held?.fresh ? keep(held.fresh.file) : []),
    ...(secrets.length > 0
      ? [
          "What the rollouts take besides, there as well, if it is not yet:",
          ...everywhere((forge, one) => secrets.map((secret) => KEEP_SECRET[forge](secret, one))),
        ]
      : []),
    `So that nobody takes back what is on ${name}, once:`,
    ...forges.map((forge) => `  ${PROTECT_BRANCH[forge](name)}`),
  ];
}

const forgesOf = (address = ""): readonly ForgeName[] => {
  const named = (["github", "gitlab"] as const).filter((forge) => address.includes(forge));
  return named.length === 0 ? ["github", "gitlab"] : named;
};

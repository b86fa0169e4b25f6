import { join, resolve } from "node:path";
import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import { readInside } from "../../host/files/read-file.ts";
import { userConfig, whyNotPrivate, writePrivate } from "../../host/files/write-private.ts";
import { withoutCredentials } from "../../host/git/remote.ts";
import { checkpointIn } from "../../ledger/coverage.ts";
import { openCheckpoint } from "../../ledger/checkpoint.ts";
import { PUBLIC_KEYS, readKeys, SIGNING_KEY } from "../../ledger/keys.ts";
import { isKeyName, type KeyPair, makeKeyPair, readSigningKey, type SigningKey } from "../../ledger/note.ts";
import { record } from "../../ledger/record.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import type { ForgeName } from "../../setup/ground.ts";
import { logName } from "../../setup/log-name.ts";
import { KEEP_KEY, PROTECT_BRANCH, RULESET, rulesetFor } from "../../setup/protect-state.ts";
import { type OpenedState, openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";

interface Asked {
  readonly name?: string;
  readonly "key-file"?: string;
  readonly state?: string;
  readonly "dry-run"?: boolean;
}

/** A pair that is yet to be written down. */
interface FreshPair extends KeyPair {
  readonly file: string;
}

/**
 * Makes what rollouts need once: a pair of keys, the branch of states with its first signed entry, and the ruleset that
 * protects it. Does what is missing, and writes over nothing.
 */
export async function rolloutInit(world: World, asked: Asked): Promise<number> {
  const opened = await openState(world, asked.state);
  const { place, branch, name, address } = opened;
  const { commit, bytes } = await branch.read();
  const known = readInside(place.top, PUBLIC_KEYS);
  if (commit !== null) expectTrusted(known.ok ? Buffer.from(known.bytes).toString() : undefined, bytes, name);
  const pair = known.ok ? undefined : freshPair(world, opened, asked);
  const signing = commit === null ? signingKey(world, pair) : undefined;
  const steps: readonly Step[] = [
    ...(pair ? [{ do: "write", path: PUBLIC_KEYS, text: `${pair.verifying}\n` } as const] : []),
    ...(readInside(place.top, RULESET).ok ? [] : [{ do: "write", path: RULESET, text: rulesetFor(name) } as const]),
  ];
  const where = address === undefined ? "in this repository" : `at ${withoutCredentials(address)}`;
  const lines = [
    ...(pair ? [`write the private key to ${pair.file}, which you alone can read`] : []),
    ...steps.map(({ path }) => `write ${path}`),
    ...(signing ? [`make the branch ${name} ${where}`] : []),
  ];
  expectTakeable(place.top, steps);
  if (asked["dry-run"] !== true) {
    if (pair) writeKey(place.top, pair);
    takeSteps(place.top, steps);
    if (signing) await begin(world, opened, signing);
  }
  const said = lines.map((line) => (asked["dry-run"] ? `would ${line}` : line));
  if (said.length === 0) said.push(`${name} is there, and its keys are.`);
  world.out(guardLines(`${[...said, ...nextLines(opened, pair)].map(terminal).join("\n")}\n`));
  return 0;
}

/** A branch that others made is verified by their key, which comes with the default branch. */
function expectTrusted(keys: string | undefined, files: ReadonlyMap<string, Uint8Array>, name: string): void {
  if (keys === undefined)
    throw new UsageError(
      `${name} is there, and ${PUBLIC_KEYS} is not: take that from the branch where it was committed.`,
    );
  const read = readKeys(keys);
  if ("problem" in read) throw new UsageError(`${PUBLIC_KEYS} cannot be read: ${read.problem}.`);
  const opened = openCheckpoint(checkpointIn(files) ?? "", read.keys);
  if (!opened.ok)
    throw new UsageError(`The checkpoint of ${name} counts nothing: ${opened.reason}. Look: agent-ci audit verify`);
}

function freshPair(world: World, { place, address }: OpenedState, asked: Asked): FreshPair {
  if (inPipeline(world.env))
    throw new UsageError("The private key would be gone with this job: run rollout init on a machine of your own.");
  const name = asked.name ?? logName(address ?? "");
  if (name === undefined || !isKeyName(name))
    throw new UsageError("Name the log, such as --name example.com/team/agents: without spaces and `+`.");
  const folder = userConfig(world.env);
  const own = folder === undefined ? undefined : join(folder, "agent-ci", `${name.replaceAll(/[^\w.-]/g, "-")}.key`);
  const file = asked["key-file"] ?? own;
  if (file === undefined) throw new UsageError("There is no HOME to keep the private key in: give --key-file.");
  const whole = resolve(world.cwd, file);
  const refused = whyNotPrivate(place.top, whole);
  if (refused !== undefined)
    throw new UsageError(`The private key cannot be written to ${file}: ${refused}. Give another place: --key-file`);
  return { ...makeKeyPair(name), file: whole };
}

function signingKey({ env }: World, pair: FreshPair | undefined): SigningKey {
  const key = readSigningKey(pair?.signing ?? env[SIGNING_KEY] ?? "");
  if (key) return key;
  throw new UsageError(
    `${PUBLIC_KEYS} is there, and the branch of states is not: give its private key in ${SIGNING_KEY}, or delete the file to begin with a new pair.`,
  );
}

function writeKey(top: string, { file, signing }: FreshPair): void {
  const refused = writePrivate(top, file, `${signing}\n`);
  if (refused !== undefined) throw new UsageError(`Cannot write "${file}": ${refused}. Nothing else was written.`);
}

async function begin({ clock }: World, { git, branch, name }: OpenedState, key: SigningKey): Promise<void> {
  const asked = await git.run(["config", "--get", "user.name"]);
  const actor = (asked.ok && asked.output.trim()) || "unknown";
  const now = clock.now();
  const event = { ts: new Date(now).toISOString(), actor, event: "init", rollout: null, env: null };
  const files = record(new Map(), [{ ...event, before: null, after: null, evidence: [] }], now, {
    key,
    trusted: [key],
    upon: null,
  });
  if ((await branch.write(null, files, "Rollouts begin")) === "lost")
    throw new UsageError(
      `Somebody else made ${name} meanwhile: delete ${PUBLIC_KEYS}, fetch theirs, and run this again.`,
    );
}

function nextLines({ address, name }: OpenedState, pair: FreshPair | undefined): readonly string[] {
  const forges = forgesOf(address);
  const keep = (file: string): readonly string[] => [
    "Next, put the private key where production alone reads it, and delete its file:",
    ...forges.map((forge) => `  ${KEEP_KEY[forge](SIGNING_KEY, quoted(file))}`),
    "Commit .agent-ci, so that others can verify.",
  ];
  return [
    ...(pair ? keep(pair.file) : []),
    `So that nobody takes back what is on ${name}, once:`,
    ...forges.map((forge) => `  ${PROTECT_BRANCH[forge](name)}`),
  ];
}

const forgesOf = (address = ""): readonly ForgeName[] => {
  const named = (["github", "gitlab"] as const).filter((forge) => address.includes(forge));
  return named.length === 0 ? ["github", "gitlab"] : named;
};

/** As a shell takes it for one word. */
const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

import { expectBranch } from "../../deploying/read-state.ts";
import { heedAlerts } from "../../deploying/heed-alerts.ts";
import { givenMetrics } from "../../deploying/given-metrics.ts";
import { askRollout, rolloutsOf } from "../../deploying/ask.ts";
import { resolve } from "node:path";
import { readSecret } from "../../host/files/read-secret.ts";
import { untilEnded } from "../../host/machine/when-ended.ts";
import {
  type GuardedAnswer,
  type GuardedRequest,
  type GuardedServer,
  openGuardedServer,
} from "../../host/network/guarded-server.ts";
import { isHere } from "../../model/is-here.ts";
import { Mismatch } from "../../model/read-value.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { readWebhook, type ToldAlert } from "../../rollout/alerts/webhook.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";

export interface ListenValues {
  readonly state?: string;
  readonly listen?: string;
  readonly "token-file"?: string;
}

/** Where a token is that is in no file. */
const TOKEN = "AGENT_CI_LISTEN_TOKEN";
const SHORTEST = 16;
const USUAL = "127.0.0.1:9741";

/** Listens for alerts until it is ended. */
export async function rolloutListen(world: World, values: ListenValues, named: string | undefined): Promise<number> {
  if (named !== undefined)
    throw new UsageError("rollout listen hears of the alerts of every rollout: leave out the name.");
  const listener = await openListener(world, values);
  world.out(`Alerts are heard at ${listener.url}/alerts, and ${listener.url}/metrics says who is given what.\n`);
  await untilEnded();
  await listener.close();
  return 0;
}

export interface Listener {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The same, until who opened it closes it. Throws UsageError where it cannot begin. */
export async function openListener(world: World, values: ListenValues): Promise<Listener> {
  const token = tokenOf(world, values["token-file"]);
  const { host, port } = addressOf(values.listen ?? USUAL);
  // Whoever can do nothing here hears of it before an alert does.
  await stateNow(world, values);
  if (!isHere(host))
    world.notice(`${host} is heard from other machines, and the token can be read on the way: put TLS before it.`);
  const { port: bound, close } = await begin(host, port, token, (request) => answer(world, values, request));
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`, close };
}

async function begin(
  host: string,
  port: number,
  token: string,
  answered: (request: GuardedRequest) => Promise<GuardedAnswer>,
): Promise<GuardedServer> {
  try {
    return await openGuardedServer({ host, port }, token, answered);
  } catch (error) {
    throw new UsageError(
      `Cannot listen at ${host}:${port}: ${error instanceof Error ? error.message : String(error)}. Give another address by --listen.`,
    );
  }
}

function addressOf(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits = ""] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new UsageError(`--listen: "${text}" is no address with a port, such as ${USUAL}.`);
}

function tokenOf(world: World, path: string | undefined): string {
  const token = path === undefined ? (world.env[TOKEN] ?? "") : tokenIn(world, path);
  const where = path ?? TOKEN;
  if (token === "")
    throw new UsageError(
      `There is no token: give it in ${TOKEN}, or in a file by --token-file. Make one: openssl rand -hex 32`,
    );
  if (token.length < SHORTEST)
    throw new UsageError(
      `The token in ${where} has less than ${SHORTEST} characters, and can be guessed. Make one: openssl rand -hex 32`,
    );
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError(`The token in ${where} has characters that no header can say.`);
  world.found?.(token);
  return token;
}

function tokenIn({ cwd }: World, path: string): string {
  const token = readSecret(resolve(cwd, path));
  if (token !== undefined) return token;
  throw new UsageError(`--token-file ${path} cannot be read: it is no file of this machine that holds one line.`);
}

async function stateNow(world: World, values: ListenValues) {
  const { branch } = await openState(world, values.state);
  const read = await branch.read();
  expectBranch(read);
  return { branch, read };
}

async function answer(world: World, values: ListenValues, request: GuardedRequest): Promise<GuardedAnswer> {
  const { method, path, body } = request;
  const wanted = path === "/metrics" ? "GET" : path === "/alerts" ? "POST" : undefined;
  if (wanted === undefined) return { status: 404, text: "POST /alerts, GET /metrics" };
  if (method !== wanted) return { status: 405, text: `${wanted} ${path}` };
  try {
    if (path === "/alerts") return await heed(world, values, readWebhook(body));
    return { status: 200, text: givenMetrics((await stateNow(world, values)).read) };
  } catch (error) {
    if (error instanceof Mismatch) return { status: 400, text: `no webhook of Alertmanager: ${error.message}` };
    tell(world, error instanceof Error ? error.message : String(error));
    // Who gets this asks again.
    return { status: 503, text: "the state cannot be read or written now" };
  }
}

/** All that is asked is on the branch before anybody is told that it was heard. */
async function heed(world: World, values: ListenValues, alerts: readonly ToldAlert[]): Promise<GuardedAnswer> {
  const failed: string[] = [];
  const { branch, read } = await stateNow(world, values);
  const known = rolloutsOf(read);
  for (const rollout of new Set(alerts.map((alert) => alert.rollout))) {
    const some = alerts.filter((alert) => alert.rollout === rollout);
    if (!known.includes(rollout)) {
      tell(world, `${rollout}: an alert is about it, and there is no such rollout`);
      continue;
    }
    try {
      let left: ReturnType<typeof heedAlerts>["left"] = [];
      const { request } = await askRollout(branch, rollout, (now) => {
        const heeded = heedAlerts(now, rollout, some, world.clock.now());
        ({ left } = heeded);
        return heeded.request;
      });
      if (request) tell(world, `${rollout}: ${request.verb} is asked for: ${request.why}`);
      for (const { alert, why } of left) tell(world, `${rollout}: alert ${alert.name} (${alert.fingerprint}): ${why}`);
    } catch (error) {
      failed.push(rollout);
      tell(world, `${rollout}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed.length === 0
    ? { status: 200, text: "heard" }
    : { status: 503, text: `not written: ${failed.join(", ")}` };
}

const tell = (world: World, line: string): void => world.out(showLines([line]));

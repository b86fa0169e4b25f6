import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findInstalled } from "../clients/client-cache.ts";
import { clients } from "../clients/table.ts";
import { main } from "../../src/cli/main.ts";
import { openListener } from "../../src/commands/rollout/listen.ts";
import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch } from "../../src/host/state/state-branch.ts";
import { closed, listening } from "../../src/host/sandbox/listening.ts";
import { makeKeyPair, readSigningKey } from "../../src/ledger/note.ts";
import { record } from "../../src/ledger/record.ts";

/** A rollout at 10 % that a real Prometheus and a real Alertmanager watch, all of it on loopback. */
export interface MonitoredRollout {
  /** What tasks are given by now, as evaluators read it. */
  readonly flags: () => Promise<string>;
  /** What Prometheus answers to a query: the values of its vector. */
  readonly query: (text: string) => Promise<readonly number[]>;
  /** What the tasks of the canary take from now on, in milliseconds. */
  readonly takes: (duration: number) => void;
  /** Comes to pass once the listener has said so. */
  readonly heard: (text: string) => Promise<void>;
  /** The command line, as the job that has the key. */
  readonly run: (line: string, who?: string) => Promise<{ readonly code: number; readonly out: string }>;
  readonly end: () => Promise<void>;
}

const TOKEN = "a-token-for-this-machine-alone";

const specOf = (folder: string, listener: string): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments: { production: { target: { directory: { path: ${JSON.stringify(join(folder, "production"))} } } } }
  strategy: { canary: { steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 100 }] } }
  alerts:
    rules:
      - { name: Slow, condition: coordination_time > 15000, for: 2s, severity: critical, action: trigger_fallback }
    listener: { url: "${listener}/alerts", tokenFile: ${JSON.stringify(join(folder, "token"))} }
`;

const prometheusOf = (folder: string, ports: { readonly [name: string]: string }): string =>
  JSON.stringify({
    global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "500ms" },
    rule_files: [join(folder, "monitoring/team-a.rules.yml")],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [ports["alertmanager"]] }] }] },
    scrape_configs: [
      { job_name: "tasks", static_configs: [{ targets: [ports["tasks"]] }] },
      {
        job_name: "agent-ci",
        authorization: { type: "Bearer", credentials_file: join(folder, "token") },
        static_configs: [{ targets: [ports["listener"]] }],
      },
    ],
  });

/** Begins the rollout, the two servers, who listens, and what tells how long tasks take: five seconds at first. */
export async function monitorRollout(): Promise<MonitoredRollout> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-monitored-"));
  const ends: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const end = async (): Promise<void> => {
    for (const one of ends.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await begin(folder, ends)), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function begin(folder: string, ends: (() => Promise<unknown>)[]): Promise<Omit<MonitoredRollout, "end">> {
  const top = join(folder, "repository");
  // Nothing of whoever runs this: no settings of git, no pipeline.
  const env = { PATH: process.env["PATH"], HOME: folder };
  const { run, open, begun } = await prepare(top, env);
  writeFileSync(join(folder, "token"), TOKEN);

  const said = newMinutes();
  const world = {
    cwd: top,
    env: { ...env, AGENT_CI_LISTEN_TOKEN: TOKEN },
    out: said.write,
    err: said.write,
    notice: said.write,
    terminal: { out: false, err: false },
    clock: { now: () => Date.now() },
    show: async () => {},
  };
  const listener = await openListener(world, { state: ".", listen: "127.0.0.1:0" });
  ends.push(listener.close);
  await begun(specOf(folder, listener.url));
  mkdirSync(join(folder, "monitoring"));
  await run(`rollout alerts team-a --out ${join(folder, "monitoring")}`);

  let duration = 5000;
  const tasks = createServer((_request, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(`coordination_time{rollout="team-a/r1",variant="canary"} ${duration}\n`);
  });
  const tasksPort = await listening(tasks, { host: "127.0.0.1", port: 0 });
  ends.push(async () => closed(tasks));

  const alertmanager = await startServer("alertmanager", folder, [
    `--config.file=${join(folder, "monitoring/team-a.alertmanager.yml")}`,
    `--storage.path=${join(folder, "alertmanager")}`,
    "--cluster.listen-address=",
    "--web.listen-address=127.0.0.1:0",
  ]);
  ends.push(alertmanager.end);
  const ports = {
    alertmanager: alertmanager.address,
    tasks: `127.0.0.1:${tasksPort}`,
    listener: new URL(listener.url).host,
  };
  writeFileSync(join(folder, "prometheus.yml"), prometheusOf(folder, ports));
  const prometheus = await startServer("prometheus", folder, [
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "prometheus")}`,
    "--web.listen-address=127.0.0.1:0",
  ]);
  ends.push(prometheus.end);

  return {
    run,
    flags: async () => (await open().read()).files.get("flags.json") ?? "",
    heard: said.until,
    takes: (changed) => void (duration = changed),
    query: async (text) => {
      const asked = await fetch(`http://${prometheus.address}/api/v1/query?query=${encodeURIComponent(text)}`);
      // Until it has read its own log it answers 503.
      if (!asked.ok) return [];
      const { data } = JSON.parse(await asked.text());
      return data.result.map(({ value }: { readonly value: readonly [number, string] }) => Number(value[1]));
    },
  };
}

/** Asks again until there is an answer, however long that takes on this machine: whoever asks has a limit. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await wait(50);
  }
}

/** What somebody says, and when they have said something. */
function newMinutes() {
  let all = "";
  const waiting = new Set<() => void>();
  return {
    write: (text: string): void => {
      all += text;
      for (const look of waiting) look();
    },
    until: (text: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!all.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

/** A repository whose rollout begins by a tick, and is approved by somebody else than who wrote it. */
async function prepare(top: string, env: NodeJS.ProcessEnv) {
  mkdirSync(join(top, "rollouts"), { recursive: true });
  mkdirSync(join(top, ".agent-ci"));
  const pair = makeKeyPair("example.com/monitored");
  const key = readSigningKey(pair.signing);
  if (!key) throw new Error("no key");
  const git = (...args: readonly string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=ada", "-c", "user.email=ada@example.com", ...args], { cwd: top, env });
  git("init", "-q");
  const open = () => openStateBranch(openGit(top, env), {});
  const began = { ts: new Date().toISOString(), actor: "ada", event: "init", rollout: null, env: null };
  const event = { ...began, before: null, after: null, evidence: [] };
  await open().write(null, record(new Map(), [event], Date.now(), { key, trusted: [], upon: null }), "begin");

  const run = async (line: string, who = "ada") => {
    let out = "";
    const say = (text: string): void => void (out += text);
    // Outside of a forge it is git that tells who acts.
    git("config", "user.email", `${who}@example.com`);
    const code = await main(line.split(" "), {
      cwd: top,
      env: { ...env, AGENT_CI_AUDIT_KEY: pair.signing },
      out: say,
      err: say,
      terminal: { out: false, err: false },
      clock: { now: () => Date.now() },
      show: async () => {},
    });
    return { code, out };
  };
  return {
    run,
    open,
    begun: async (spec: string) => {
      writeFileSync(join(top, "AGENTS.md"), "Be kind.\n");
      writeFileSync(join(top, "rollouts/team-a.yaml"), spec);
      writeFileSync(join(top, ".agent-ci/audit-key.pub"), `${pair.verifying}\n`);
      git("add", "-A");
      git("commit", "-qm", "begin");
      for (const [line, who] of [["deploy team-a"], ["rollout approve team-a", "bob"]] as const) {
        const { code, out } = await run(line, who);
        if (code !== 0) throw new Error(`${line}: ${code}: ${out}`);
      }
    },
  };
}

/** A real server, once it says where it listens. */
async function startServer(name: "prometheus" | "alertmanager", folder: string, args: readonly string[]) {
  const row = clients.find((one) => one.name === name);
  const program = row && findInstalled(row)?.path;
  if (program === undefined) throw new Error(`${name} is not installed: run \`node scripts/clients.ts ${name}\`.`);
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const gone = once(child, "exit");
  let log = "";
  const address = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`${name} ended: ${log.slice(-2000)}`)));
    child.stderr.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-20_000);
      const [, found] = /msg="Listening on" address=(\S+)/.exec(log) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    address,
    end: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

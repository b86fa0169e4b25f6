import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer as createSocketServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { ISOLATIONS, type Isolation, type ProgramRun } from "../../src/rehearsal/isolation.ts";
import type { SandboxGround, IsolatedRun } from "../../src/host/sandbox/isolated-run.ts";
import { runIsolated } from "../../src/host/sandbox/run-isolated.ts";
import { memoryOfProcesses } from "../../src/host/sandbox/processes.ts";
import { visibleFor } from "../../src/host/sandbox/visible-for.ts";
import { groundsOf, groundWith } from "../support/grounds.ts";
import { loopback } from "../support/loopback.ts";
import { notedServer } from "../support/noted-server.ts";
import { tempFolder } from "../support/temp-folder.ts";

const HOSTILE = readFileSync(fileURLToPath(new URL("../support/hostile-agent.mjs", import.meta.url)), "utf8");
const node = realpathSync(process.execPath);

interface Attempted {
  readonly ran: ProgramRun;
  readonly workspace: string;
  readonly home: string;
}

/** Starts the hostile program with one of its attempts. */
async function attempt(
  ground: SandboxGround,
  words: readonly string[],
  more: Partial<IsolatedRun> = {},
): Promise<Attempted> {
  const workspace = tempFolder({ "agent.mjs": HOSTILE });
  const home = tempFolder();
  const ran = await runIsolated(ground, {
    workspace,
    home,
    visible: visibleFor(node, homedir()),
    start: () => ({ program: node, args: ["agent.mjs", ...words] }),
    ...more,
  });
  return { ran, workspace, home };
}

/** What it printed of what it reached. */
function reached({ ran }: Attempted): unknown {
  expect(ran, ran.stderr.text).toMatchObject({ ended: { kind: "exit", code: 0 } });
  try {
    return JSON.parse(ran.stdout.text);
  } catch {
    return ran.stdout.text;
  }
}

/** Command lines of this machine that have these words in them. */
const running = (words: string): readonly string[] =>
  globSync("/proc/[0-9]*/cmdline")
    .map((path) => textOf(path).replaceAll("\0", " "))
    .filter((line) => line.includes(words));

function textOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return ""; // it has ended meanwhile
  }
}

// Each way once: a machine that closes the first is found to have the second twice.
const folder = mkdtempSync(join(tmpdir(), "agent-ci-grounds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const grounds = await groundsOf(folder);
const ways = ISOLATIONS.flatMap((isolation) => grounds.find((ground) => ground.isolation === isolation) ?? []);

/** Whether a command of the machine itself ends well. */
const works = (...[program = "", ...args]: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;

test("a way is found wherever the machine's own programs can go it", () => {
  const unshared = ["unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc"];
  const byRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const expected: Record<Isolation, boolean> = {
    namespaces: works(...unshared, "--user", "--map-root-user", "true"),
    "namespaces-by-sudo": works(...byRoot, ...unshared, "true"),
    "proxy-and-canary": true,
  };
  expect(ways.map(({ isolation }) => isolation)).toEqual(ISOLATIONS.filter((isolation) => expected[isolation]));
});

test("the last way is always open, and says why the stronger ones are closed", () => {
  const last = ways.at(-1);
  expect(last?.isolation).toBe("proxy-and-canary");
  expect(last?.refused.map(({ isolation }) => isolation)).toEqual(["namespaces", "namespaces-by-sudo"]);
  expect(last?.refused.every(({ reason }) => reason !== "")).toBe(true);
});

describe.each(ways)("$isolation", (ground) => {
  const { isolation } = ground;

  test("a program is answered by the server of this process, and sees what it is given", async () => {
    const model = notedServer("answered");
    const { ran, workspace, home } = await attempt(ground, ["own-environment"], {
      server: model.server,
      start: ({ url }) => ({
        program: "/bin/sh",
        args: [
          "-c",
          `"$1" -e 'fetch("${url}/v1/messages", { method: "POST", body: "x".repeat(300000) }).then((r) => r.text()).then((t) => process.stdout.write(t))'; cat; echo out >&2; echo made > made; echo kept > "$HOME/kept"; exit 3`,
          "sh",
          node,
        ],
        input: "what it reads",
      }),
    });
    expect(ran).toMatchObject({ isolation, ended: { kind: "exit", code: 3 }, left: [] });
    expect(ran.stdout.text).toBe("answeredwhat it reads");
    expect(ran.stderr.text).toBe("out\n");
    expect(model.requests.map(({ path, body }) => [path, body.length])).toEqual([["/v1/messages", 300_000]]);
    expect(readFileSync(join(workspace, "made"), "utf8")).toBe("made\n");
    expect(readFileSync(join(home, "kept"), "utf8")).toBe("kept\n");
  });

  test("its environment is what was declared, and what nobody may replace", async () => {
    process.env["AGENT_CI_TEST_MARK"] = "of the parent";
    onTestFinished(() => void delete process.env["AGENT_CI_TEST_MARK"]);
    const env = { DECLARED: "a b=c\nd", TZ: "Asia/Tokyo", HTTPS_PROXY: "http://192.0.2.1", HOME: "/elsewhere" };
    const start: IsolatedRun["start"] = () => ({ program: node, args: ["agent.mjs", "own-environment"], env });
    const seen = reached(await attempt(ground, [], { start }));
    expect(seen).toMatchObject({
      DECLARED: "a b=c\nd",
      TZ: "UTC",
      HTTPS_PROXY: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(seen).not.toMatchObject({ HOME: "/elsewhere" });
    expect(seen).not.toHaveProperty("AGENT_CI_TEST_MARK");
  });

  test("a request to an outside address is refused, and told by host", async () => {
    const tried = await attempt(ground, ["outside-by-proxy"]);
    expect(reached(tried)).toBe(403);
    expect(tried.ran.attempts).toEqual([{ host: "downloads.example.com:80", count: 1 }]);
    // Node's own fetch asks for a tunnel, as for https.
    const fetched = await attempt(ground, ["fetch", "http://downloads.example.com/x"]);
    expect(fetched.ran.attempts).toEqual([{ host: "downloads.example.com:80", count: 1 }]);
    expect(fetched.ran.stderr.text).toBe("");
  });

  test("a process that it leaves behind is told, and lives no longer", async () => {
    const tried = await attempt(ground, ["leave"]);
    expect(reached(tried)).toBe("it runs");
    expect(tried.ran.left).toEqual([expect.stringMatching(/node|MainThread/)]);
    const beats = readFileSync(join(tried.workspace, "beats"), "utf8");
    await sleep(300);
    expect(readFileSync(join(tried.workspace, "beats"), "utf8")).toBe(beats);
  });

  test("who does not end when asked is killed at the time limit", async () => {
    const { ran } = await attempt(ground, ["stay"], { limits: { timeMs: 1_000, graceMs: 300 } });
    expect(ran.ended).toEqual({ kind: "time-limit", limitMs: 1_000, obeyed: false });
    expect(ran.stdout.text).toBe("no\n");
  });

  test("who ends when asked has still passed the time limit", async () => {
    const start: IsolatedRun["start"] = () => ({ program: "/bin/sleep", args: ["60"] });
    const { ran } = await attempt(ground, [], { start, limits: { timeMs: 300 } });
    expect(ran.ended).toEqual({ kind: "time-limit", limitMs: 300, obeyed: true });
  });

  test("more processes than allowed end the run, and all of them", async () => {
    const { ran } = await attempt(ground, ["multiply", "120"], { limits: { processes: 60, timeMs: 60_000 } });
    expect(ran.ended).toEqual({ kind: "too-many-processes", limit: 60 });
    expect(ran.processes).toBeGreaterThan(60);
    expect(running("sleep 300.125")).toEqual([]);
  });

  test("output without end is counted, and its beginning kept", async () => {
    const { ran } = await attempt(ground, ["flood", "20"], { limits: { outputBytes: 1_000 } });
    expect(ran.stdout).toEqual({ text: "x".repeat(1_000), bytes: 20 * 1024 * 1024, cut: true });
  });

  test("memory is what its processes held together", async () => {
    const { ran } = await attempt(ground, ["remember", "200"]);
    expect(ran.memoryBytes).toBeGreaterThan(200 * 1024 * 1024);
    expect(ran.memoryBytes).toBeLessThan(600 * 1024 * 1024);
  });

  test("a signal that ends it, and a program that is not there, are told", async () => {
    const killed = await attempt(ground, [], { start: () => ({ program: "/bin/sh", args: ["-c", "kill -9 $$"] }) });
    expect(killed.ran.ended).toEqual({ kind: "signal", signal: "SIGKILL" });
    const absent = await attempt(ground, [], { start: () => ({ program: "/nowhere/agent", args: [] }) });
    expect(absent.ran.ended).not.toEqual({ kind: "exit", code: 0 });
  });
});

describe.each(ways.filter(({ isolation }) => isolation !== "proxy-and-canary"))("out of $isolation", (ground) => {
  test("no environment of another process is read", async () => {
    const secret = randomUUID();
    const holder = holding(secret);
    expect(readFileSync(`/proc/${holder}/environ`, "latin1")).toContain(secret);
    expect(reached(await attempt(ground, ["environments"]))).not.toContain(secret);
  });

  test("no outside address is reached", async () => {
    expect(reached(await attempt(ground, ["outside"]))).toBe("ENETUNREACH");
  });

  test("who asks no proxy finds no name, and is told by it", async () => {
    const tried = await attempt(ground, ["past-the-proxy", "Ab.example.com"]);
    expect(reached(tried)).toBe("ENOTFOUND");
    expect(tried.ran.attempts).toEqual([{ host: "ab.example.com", count: 1 }]);
  });

  test("no service of this machine is reached, over its loopback or over its sockets", async () => {
    const service = await loopback(() => ({ body: "secret" }));
    const path = join(tempFolder(), "service.sock");
    const socket = createSocketServer((connection) => connection.end("secret"));
    await new Promise<void>((done) => socket.listen(path, done));
    onTestFinished(() => void socket.close());
    expect(reached(await attempt(ground, ["service", new URL(service.url).port]))).toBe("ECONNREFUSED");
    expect(reached(await attempt(ground, ["socket", path]))).toBe("ENOENT");
    expect(service.requests).toEqual([]);
  });

  test("nothing is written outside the workspace, by path or through a link", async () => {
    const neighbour = tempFolder({ "kept.txt": "as it was" });
    const kept = join(neighbour, "kept.txt");
    const paths = ["/usr/agent-ci-was-here", "/etc/agent-ci-was-here", "/agent-ci-was-here", "/etc/passwd", kept];
    const written = reached(await attempt(ground, ["write", ...paths]));
    expect(written).toEqual(["EROFS", "EROFS", "EROFS", "EROFS", "ENOENT"]);
    expect(reached(await attempt(ground, ["link", kept]))).toBe("ENOENT");
    expect(reached(await attempt(ground, ["link", "/etc/hosts"]))).toBe("EROFS");
    expect(readFileSync(kept, "utf8")).toBe("as it was");
  });

  test("nothing of people, of other runs and of devices is read", async () => {
    const neighbour = tempFolder({ "secret.txt": "secret" });
    const devices = ["/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda"];
    // What only root reads of a machine: its keys, and what it kept of passwords before they changed.
    const own = ["/etc/shadow", "/etc/shadow-", "/etc/gshadow-", "/etc/.pwd.lock"].filter((path) => existsSync(path));
    const others = [join(neighbour, "secret.txt"), ...devices.filter((path) => existsSync(path))];
    expect(reached(await attempt(ground, ["read", ...own, ...others]))).toEqual([
      ...own.map(() => expect.stringMatching(/^(EACCES|ENOENT)$/)),
      ...others.map(() => "ENOENT"),
    ]);
    const [home, root, run] = reachedList(await attempt(ground, ["list", "/home", "/root", "/run"]));
    expect(home).toEqual(["agent", "workspace"]);
    // Where the name server is told in /run, its folder is there, and nothing else.
    expect([[], ["systemd"]]).toContainEqual(run);
    expect([[], "EACCES"]).toContainEqual(root);
  });

  test("a file that is covered is not read, and the one beside it is", async () => {
    const [key, beside] = ["/etc/hosts", "/etc/passwd"] as const;
    const read = reachedList(await attempt({ ...ground, covered: [key] }, ["read", key, beside]));
    expect(read[0]).toBe("EACCES");
    expect(read[1]).toContain("agent:x:");
  });

  test("what is hidden is not uncovered in namespaces of its own", async () => {
    const neighbour = tempFolder({ "secret.txt": "secret" });
    expect(reached(await attempt(ground, ["uncover", join(neighbour, "secret.txt")]))).toBe("");
  });

  test("no switch of the kernel is set", async () => {
    const switches = [
      "/proc/sys/kernel/core_pattern",
      "/proc/sys/vm/drop_caches",
      "/proc/sysrq-trigger",
      "/proc/kcore",
    ];
    const opened = reachedList(await attempt(ground, ["open", ...switches]));
    expect(opened).toHaveLength(switches.length);
    for (const [at, got] of opened.entries()) expect([switches[at], got]).not.toEqual([switches[at], "opened"]);
  });

  test("its keeper is not killed", async () => {
    const { ran } = await attempt(ground, ["keeper"]);
    expect(ran.ended).toEqual({ kind: "exit", code: 0 });
  });

  test("a library that is loaded into every program gains nothing by it", async () => {
    const workspace = tempFolder({ "agent.mjs": HOSTILE });
    mkdirSync(join(workspace, "lib"));
    writeFileSync(join(workspace, "lib", "x.so"), "not a library");
    const start: IsolatedRun["start"] = (inside) => ({
      program: "/bin/echo",
      args: ["hello"],
      env: { LD_PRELOAD: `${inside.workspace}/lib/x.so` },
    });
    const { ran } = await attempt(ground, [], { workspace, start });
    // The loader complains once: in the program itself, and not in what starts it.
    expect(ran.stderr.text.match(/x\.so/g)).toHaveLength(1);
  });
});

describe.runIf(process.getuid?.() === 0)("where root has no namespace for it", () => {
  const last = ways.at(-1);

  test("a program is another user, who reads no environment of the job, ends no process and writes no file of it", async () => {
    if (!last) throw new Error("There is no last way.");
    const secret = randomUUID();
    const holder = holding(secret);
    expect(reached(await attempt(last, ["environments"]))).not.toContain(secret);
    const neighbour = tempFolder({ "kept.txt": "as it was" });
    const paths = ["/usr/agent-ci-was-here", "/etc/agent-ci-was-here", join(neighbour, "kept.txt")];
    expect(reached(await attempt(last, ["write", ...paths]))).toEqual(["EACCES", "EACCES", "EACCES"]);
    const start: IsolatedRun["start"] = () => ({
      program: "/bin/sh",
      args: ["-c", `kill -9 ${holder}; id -u`],
    });
    const { ran } = await attempt(last, [], { start });
    expect(Number(ran.stdout.text)).toBeGreaterThanOrEqual(61_184);
    expect(existsSync(`/proc/${holder}`)).toBe(true);
  });

  test("a program that only root reaches runs as root", async () => {
    if (!last) throw new Error("There is no last way.");
    const own = tempFolder({ agent: "#!/bin/sh\nid -u\n" });
    chmodSync(join(own, "agent"), 0o700);
    const { ran } = await attempt(last, [], { start: () => ({ program: join(own, "agent"), args: [] }) });
    expect([ran.ended, ran.stdout.text]).toEqual([{ kind: "exit", code: 0 }, "0\n"]);
  });
});

test("no file is open in it that was left open for every program", async () => {
  const open = await groundWith({ unshare: 'exec 9</etc/hosts; exec "$real" "$@"' }, join(folder, "open"));
  const start: IsolatedRun["start"] = () => ({ program: "/bin/ls", args: ["/proc/self/fd"] });
  const { ran } = await attempt(open, [], { start });
  // The last is the folder that is listed.
  if (open.isolation !== "proxy-and-canary") expect(ran.stdout.text.trim().split(/\s+/)).toEqual(["0", "1", "2", "3"]);
});

function reachedList(tried: Attempted): readonly unknown[] {
  const list = reached(tried);
  return Array.isArray(list) ? list : [];
}

/** A process of this user that has a secret in its environment, until the test ends; its id. */
function holding(secret: string): number {
  const child = spawn("sleep", ["60"], { env: { SECRET: secret }, stdio: "ignore" });
  onTestFinished(() => void child.kill());
  return child.pid ?? 0;
}

test("what has just been forked has its parent's memory, and counts when it stays", async () => {
  // The shell's child is a shell as well: a copy of its parent that has not become anything else.
  const child = spawn("sh", ["-c", "(sleep 300.126; :) & echo $!; wait"], { detached: true });
  onTestFinished(() => void process.kill(-(child.pid ?? 0), "SIGKILL"));
  const copy = await new Promise<number>((done) => child.stdout.once("data", (text) => done(Number(String(text)))));
  const memoryOf = memoryOfProcesses();
  const both = [child.pid ?? 0, copy];
  const [first, second] = [memoryOf(both), memoryOf(both)];
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(first);
});

// An agent program that tries to get out. Its first argument names the attempt; it prints what it reached as JSON.
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";

const [, , attempt, ...told] = process.argv;

const tried = (work) => {
  try {
    return work();
  } catch (error) {
    return error.code;
  }
};

/** What a connection comes to: "connected", or the code of its error. */
const reached = (to) =>
  new Promise((done) => {
    const socket = connect(to, () => {
      socket.destroy();
      done("connected");
    });
    socket.setTimeout(3_000, () => socket.destroy(Object.assign(new Error("late"), { code: "late" })));
    socket.on("error", (error) => done(error.code));
  });

const said = (program, ...args) =>
  new Promise((done) => {
    let text = "";
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (piece) => (text += piece));
    child.on("error", (error) => done(error.code));
    child.on("close", () => done(text));
  });

const attempts = {
  environments: () =>
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => tried(() => readFileSync(`/proc/${pid}/environ`, "latin1")) ?? "")
      .join("\n"),
  "own-environment": () => process.env,
  outside: () => reached({ host: "192.0.2.1", port: 80 }),
  "outside-by-proxy": () =>
    new Promise((done) => {
      const { hostname, port } = new URL(process.env.HTTP_PROXY);
      const sent = request({ host: hostname, port, path: "http://downloads.example.com/x" }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      sent.on("error", (error) => done(error.code));
      sent.end();
    }),
  fetch: (url) =>
    fetch(url).then(
      (answer) => answer.status,
      (error) => error.cause?.code ?? error.message,
    ),
  "past-the-proxy": (host) => reached({ host, port: 443 }),
  service: (port) => reached({ host: "127.0.0.1", port: Number(port) }),
  socket: (path) => reached({ path }),
  write: (...paths) => paths.map((path) => tried(() => writeFileSync(path, "here I was") ?? "written")),
  open: (...paths) => paths.map((path) => tried(() => closeSync(openSync(path, "r+")) ?? "opened")),
  link: (target) => {
    symlinkSync(target, "way-out");
    return tried(() => writeFileSync("way-out", "here I was") ?? "written");
  },
  read: (...paths) => paths.map((path) => tried(() => readFileSync(path, "utf8"))),
  list: (...paths) => paths.map((path) => tried(() => readdirSync(path))),
  uncover: (path) =>
    said("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", `umount /tmp; cat ${path}; true`),
  keeper: () => tried(() => process.kill(1, "SIGKILL")),
  leave: () => {
    const stay = "setInterval(() => require('fs').appendFileSync('beats', '.'), 20)";
    spawn(process.execPath, ["-e", stay], { detached: true, stdio: "ignore" }).unref();
    return new Promise((done) => {
      const timer = setInterval(() => {
        if (!existsSync("beats")) return;
        clearInterval(timer);
        done("it runs");
      }, 10);
    });
  },
  multiply: (count) => {
    for (let at = 0; at < Number(count); at += 1) spawn("sleep", ["300.125"], { stdio: "ignore", detached: true });
    return new Promise(() => setInterval(() => undefined, 1_000));
  },
  flood: (megabytes) => {
    const piece = "x".repeat(1024 * 1024);
    for (let at = 0; at < Number(megabytes); at += 1) process.stdout.write(piece);
    return "";
  },
  stay: () => {
    process.on("SIGTERM", () => process.stdout.write("no\n"));
    return new Promise(() => setInterval(() => undefined, 1_000));
  },
  command: () => "\n::stop-commands::x\n::set-output name=x::y\n::error::no\n::x::\n",
  remember: (megabytes) => {
    const held = Buffer.alloc(Number(megabytes) * 1024 * 1024, 1);
    return new Promise((done) => setTimeout(() => done(held.length), 500));
  },
};

const result = await attempts[attempt](...told);
process.stdout.write(typeof result === "string" ? result : JSON.stringify(result));
process.exitCode = 0;
if (attempt === "leave") process.exit();

// Plain JavaScript that runs on any Node from the one that package.json names for developers: it installs what everything else is written in.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".agent-ci-installed");

/** The environment in which `node` is the Node 24 of the development dependencies. */
export const environment = {
  ...process.env,
  PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter),
  npm_config_update_notifier: "false",
};

/** Runs a program in the project's folder and exits with its code when it fails. */
export function run(program, args, options = {}) {
  const { status, signal, error } = spawnSync(program, args, {
    cwd: root,
    env: environment,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (error) fail(`Cannot start ${program}: ${error.message}`);
  return signal ? 1 : (status ?? 1);
}

export function require(program, args, options) {
  const status = run(program, args, options);
  if (status !== 0) process.exit(status);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(2);
}

/** Installs what the lock file says, unless that was done already. */
export function install() {
  const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const oldest = devEngines.runtime.version.replace(">=", "");
  if (Number(process.versions.node.split(".")[0]) < Number(oldest))
    fail(`Node ${process.versions.node} is too old: install Node ${oldest} or newer.`);
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Installing dependencies (once) …");
  // The tools need a newer Node than the one that may run this; `node@24` is among what is installed.
  // Not `npm ci`: docs/decisions/0013-npm-install.md.
  require("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();

/** A program that downloads a package and runs it, with what it was asked for. */
export interface RunPackage {
  /** `npx`, `uvx`, `docker` …, as a message names it. */
  readonly runner: string;
  /** The package with its version, as written. */
  readonly package: string;
  /** Whether exactly one version can answer to that. */
  readonly pinned: boolean;
}

/** Flags that take the next word with them, by runner. Others are taken for switches. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  "--call",
  "-c",
  "--registry",
  "--cache",
  "--userconfig",
  "--prefix",
  "-w",
  "--workspace",
  "--python",
  "--with",
  "--index",
  "--index-url",
  "--extra-index-url",
  "--directory",
  "--project",
  "-e",
  "--env",
  "-v",
  "--volume",
  "--network",
  "--name",
  "--mount",
  "-p",
  "--publish",
  "--env-file",
  "--entrypoint",
  "-u",
  "--user",
  "--platform",
  "--add-host",
  "--workdir",
  "--pip-args",
  "--loglevel",
  "--memory",
  "--cpus",
  "--label",
  "--hostname",
  "--with-editable",
  "--constraint",
]);

/** Which package a command line fetches and runs; undefined where it runs what is installed. */
export function runPackage(command: string, args: readonly string[]): RunPackage | undefined {
  const program = (command.split(/[/\\]/).at(-1) ?? "").replace(/\.(?:cmd|exe)$/i, "");
  const rest = args[0] === undefined ? [] : args;
  switch (program) {
    case "npx":
    case "bunx":
      return npm(program, rest);
    case "npm":
      return rest[0] === "exec" || rest[0] === "x" ? npm("npm exec", rest.slice(1)) : undefined;
    case "pnpm":
    case "yarn":
      return rest[0] === "dlx" ? npm(`${program} dlx`, rest.slice(1)) : undefined;
    case "bun":
      return rest[0] === "x" ? npm("bun x", rest.slice(1)) : undefined;
    case "uvx":
      return python("uvx", rest);
    case "uv":
      return rest[0] === "tool" && rest[1] === "run" ? python("uv tool run", rest.slice(2)) : undefined;
    case "pipx":
      return rest[0] === "run" ? python("pipx run", rest.slice(1)) : undefined;
    case "docker":
    case "podman":
      return rest[0] === "run" ? image(program, rest.slice(1)) : undefined;
    default:
      return undefined;
  }
}

function npm(runner: string, args: readonly string[]): RunPackage | undefined {
  const name = valueOf(args, ["--package", "-p"]) ?? firstWord(args, ["-p"]);
  if (name === undefined || isOpen(name) || /^[./~]|^file:/.test(name)) return undefined;
  const git = ofGit(name);
  if (git !== undefined) return { runner, package: name, pinned: git };
  const version = /^@?[^@]+@(.+)$/.exec(name)?.[1] ?? "";
  return { runner, package: name, pinned: /^=?v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version) };
}

function python(runner: string, args: readonly string[]): RunPackage | undefined {
  const name = valueOf(args, ["--from", "--spec"]) ?? firstWord(args);
  if (name === undefined || isOpen(name) || /^[./~]|\.whl$/.test(name)) return undefined;
  const git = ofGit(name);
  if (git !== undefined) return { runner, package: name, pinned: git };
  return { runner, package: name, pinned: /(?:===?|@)\s*v?\d[\w.+!-]*$/.test(name) };
}

function image(runner: string, args: readonly string[]): RunPackage | undefined {
  const name = firstWord(args);
  if (name === undefined || isOpen(name)) return undefined;
  const tag = /:([^/:@]+)(?:@|$)/.exec(name)?.[1];
  return { runner, package: name, pinned: name.includes("@sha256:") || (tag !== undefined && tag !== "latest") };
}

/** For a repository as the package: whether it names a commit or a tag; undefined where it is none. */
function ofGit(name: string): boolean | undefined {
  if (!/git\+|^(?:github|gitlab|bitbucket):|^https?:|\.git(?:[@#]|$)/.test(name)) return undefined;
  const path = name.replace(/^.*?:\/\/[^/]*/, "");
  return /[@#](?!(?:main|master|HEAD|develop|latest)$)[^@#/]+$/.test(path.replace(/#(?:egg|subdirectory)=.*$/s, ""));
}

/** Whether a variable stands where the package should: only its value would tell. */
const isOpen = (name: string): boolean => name.includes("${") || name.startsWith("$") || name.startsWith("<");

function valueOf(args: readonly string[], flags: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return undefined;
    for (const flag of flags) {
      if (arg === flag) return args[index + 1];
      if (arg.startsWith(`${flag}=`)) return arg.slice(flag.length + 1);
    }
  }
  return undefined;
}

function firstWord(args: readonly string[], switches: readonly string[] = []): string | undefined {
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") return args[at + 1];
    if (!arg.startsWith("-")) return arg;
    if (WITH_VALUE.has(arg) && !switches.includes(arg)) at += 1;
  }
  return undefined;
}

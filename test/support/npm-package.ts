import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, inject } from "vitest";
import { client } from "./clients.ts";

export interface NpmPackage {
  readonly tarball: Buffer;
  readonly sha256: string;
  /** A folder with the installed program, for PATH. */
  readonly bin: string;
}

/** The release packed as it is published, and installed, once for all files of tests. Call it outside of tests. */
export function packedRelease(): () => NpmPackage {
  let packed: NpmPackage | undefined;
  beforeAll(async () => {
    const folder = join(dirname(inject("releaseTree")), "packed");
    if (!existsSync(folder)) await pack(folder);
    const tarball = readFileSync(join(folder, "agent-ci.tgz"));
    const sha256 = createHash("sha256").update(tarball).digest("hex");
    packed = { tarball, sha256, bin: join(folder, "bin") };
  });
  return () => {
    if (packed === undefined) throw new Error("The package is there once the tests run.");
    return packed;
  };
}

/** Two files that start together both pack; the later one finds the folder there, and takes it. */
async function pack(folder: string): Promise<void> {
  const work = mkdtempSync(`${folder}-`);
  const npm = (...args: readonly string[]) =>
    promisify(execFile)("npm", args, {
      cwd: work,
      env: {
        PATH: [dirname(process.execPath), process.env["PATH"]].join(":"),
        HOME: work,
        npm_config_offline: "true",
      },
    });
  const { stdout } = await npm("pack", inject("releaseTree"), "--json", "--ignore-scripts");
  const file = join(work, "agent-ci.tgz");
  renameSync(join(work, JSON.parse(stdout)[0].filename), file);
  await npm("install", "--global", `--prefix=${work}`, "--ignore-scripts", file);
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** A registry on loopback that knows this one package, started once for a file of tests, when first asked for its address. */
export function releaseRegistry(packed: () => NpmPackage): () => Promise<string> {
  let served: Promise<Served> | undefined;
  afterAll(async () => (await served)?.end());
  return async () => {
    served ??= serveRegistry(packed());
    return (await served).url;
  };
}

interface Served {
  readonly url: string;
  readonly end: () => Promise<void>;
}

async function serveRegistry({ tarball }: NpmPackage): Promise<Served> {
  const folder = mkdtempSync(join(dirname(inject("releaseTree")), "registry-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = {
    storage: join(folder, "storage"),
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$all" } },
    log: { type: "stdout", level: "warn" },
  };
  writeFileSync(join(folder, "config.yaml"), JSON.stringify(config));
  const server = spawn(
    client("verdaccio"),
    ["--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`],
    {
      cwd: folder,
      env: { PATH: [dirname(process.execPath), process.env["PATH"]].join(":"), HOME: folder },
      stdio: "ignore",
    },
  );
  while (!(await answers(`${url}/-/ping`))) {
    if (server.exitCode !== null) throw new Error(`verdaccio ended with ${server.exitCode}.`);
    await sleep(100);
  }
  await publish(url, tarball);
  const end = async (): Promise<void> => {
    const closed = once(server, "close");
    server.kill();
    await closed;
  };
  return { url, end };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** As `npm publish` does it, which would insist on a login. */
async function publish(url: string, tarball: Buffer): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(inject("releaseTree"), "package.json"), "utf8"));
  const { name, version } = manifest;
  const file = `${name}-${version}.tgz`;
  const dist = {
    tarball: `${url}/${name}/-/${file}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
  };
  const response = await fetch(`${url}/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      _id: name,
      name,
      "dist-tags": { latest: version },
      versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
      _attachments: {
        [file]: { content_type: "application/octet-stream", data: tarball.toString("base64"), length: tarball.length },
      },
    }),
  });
  if (!response.ok) throw new Error(`verdaccio answered ${response.status}: ${await response.text()}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return address.port;
}

import { createHash } from "node:crypto";
import { find, findAllVersions } from "@actions/tool-cache";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { installScanner } from "../../../../src/host/scanners/install-scanner.ts";
import { scannerArchive } from "../../../../src/secrets/scanner-archive.ts";
import { tarGz, zip } from "../../../support/archives.ts";
import { type Handler, loopback } from "../../../support/loopback.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const LIMITS = { bytes: 10_000, patience: 30_000, pause: 1 };
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const PROGRAM = "#!/bin/sh\necho 8.30.1\n";
const ARCHIVE = tarGz([
  { path: "LICENSE", bytes: "MIT" },
  { path: "gitleaks", bytes: PROGRAM },
]);

interface Setting {
  readonly archive?: Uint8Array;
  readonly expected?: string;
  readonly os?: string;
  readonly cache?: string;
  readonly serve?: Handler;
}

async function setUp({ archive = ARCHIVE, expected = sha256(archive), os = "linux", cache, serve }: Setting = {}) {
  const folders = { cache: cache ?? tempFolder(), temp: tempFolder(), checkout: tempFolder() };
  const { url, requests } = await loopback(serve ?? (() => ({ body: archive })));
  const wanted = scannerArchive({
    scanner: "gitleaks",
    os,
    processor: "x64",
    sha256: expected,
    mirror: `${url.replace("//", "//me:hush@")}/tools/?sig=hush`,
  });
  const env = { RUNNER_TOOL_CACHE: folders.cache, RUNNER_TEMP: folders.temp };
  const install = () => installScanner(wanted, env, folders.checkout, LIMITS);
  const kept = join(folders.cache, "agent-ci-gitleaks/8.30.1/x64", wanted.file);
  return { ...folders, wanted, requests, install, kept };
}

const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => "nothing was refused", String);

test("the program is taken out of the archive, for this user alone, and goes away again", async () => {
  const { install, requests, temp } = await setUp();
  const { program, remove } = await install();
  expect(readFileSync(program, "utf8")).toBe(PROGRAM);
  expect(statSync(program).mode & 0o777).toBe(0o700);
  expect(statSync(dirname(program)).mode & 0o777).toBe(0o700);
  expect(requests.map(({ path }) => path)).toEqual(["/tools/v8.30.1/gitleaks_8.30.1_linux_x64.tar.gz"]);
  remove();
  expect(readdirSync(temp)).toEqual([]);
});

test("out of a zip on Windows", async () => {
  const archive = zip([{ path: "gitleaks.exe", bytes: "MZ" }]);
  const { install, requests } = await setUp({ archive, os: "win32" });
  expect(readFileSync((await install()).program, "utf8")).toBe("MZ");
  expect(requests[0]?.path).toBe("/tools/v8.30.1/gitleaks_8.30.1_windows_x64.zip");
});

describe("the cache", () => {
  test("saves the second download", async () => {
    const { install, requests } = await setUp();
    await install();
    const { program } = await install();
    expect(readFileSync(program, "utf8")).toBe(PROGRAM);
    expect(requests).toHaveLength(1);
  });

  test("is laid out as the runner's own package finds it", async () => {
    const { install, cache } = await setUp();
    await install();
    vi.stubEnv("RUNNER_TOOL_CACHE", cache);
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    onTestFinished(() => void vi.restoreAllMocks());
    const found = find("agent-ci-gitleaks", "8.30.1", "x64");
    expect(readFileSync(join(found, "gitleaks_8.30.1_linux_x64.tar.gz"))).toEqual(ARCHIVE);
    expect(findAllVersions("agent-ci-gitleaks", "x64")).toEqual(["8.30.1"]);
    expect(find("gitleaks", "8.30.1", "x64")).toBe("");
  });

  test.each([
    ["changed", (file: string) => writeFileSync(file, "evil")],
    ["cut", (file: string) => writeFileSync(file, ARCHIVE.subarray(0, 50))],
    ["another program's", (file: string) => writeFileSync(file, tarGz([{ path: "gitleaks", bytes: "evil" }]))],
    ["too large", (file: string) => writeFileSync(file, Buffer.alloc(20_000))],
  ])("an archive in it that is %s is downloaded anew", async (_, spoil) => {
    const { install, requests, kept } = await setUp();
    await install();
    spoil(kept);
    expect(readFileSync((await install()).program, "utf8")).toBe(PROGRAM);
    expect(requests).toHaveLength(2);
    expect(readFileSync(kept)).toEqual(ARCHIVE);
  });

  test("a link in the archive's place is replaced, and what it leads to stays", async () => {
    const { install, kept, checkout } = await setUp();
    const target = join(checkout, "precious");
    writeFileSync(target, "precious");
    mkdirSync(dirname(kept), { recursive: true });
    symlinkSync(target, kept);
    await install();
    expect(readFileSync(target, "utf8")).toBe("precious");
    expect(readFileSync(kept)).toEqual(ARCHIVE);
  });

  test("that cannot be written costs a download each time, and nothing else", async () => {
    const { install, requests, cache } = await setUp();
    writeFileSync(join(cache, "agent-ci-gitleaks"), "a file in the way");
    await install();
    await install();
    expect(requests).toHaveLength(2);
  });

  test("inside the checkout is none", async () => {
    const checkout = tempFolder({ "cache/x": "" });
    const { wanted, requests } = await setUp();
    const env = { RUNNER_TOOL_CACHE: join(checkout, "cache"), XDG_CACHE_HOME: checkout, RUNNER_TEMP: tempFolder() };
    await installScanner(wanted, env, checkout, LIMITS);
    await installScanner(wanted, env, checkout, LIMITS);
    expect(requests).toHaveLength(2);
    expect(readdirSync(checkout)).toEqual(["cache"]);
    expect(readdirSync(join(checkout, "cache"))).toEqual(["x"]);
  });

  test("of the user serves where there is no runner", async () => {
    const { wanted, requests, checkout } = await setUp();
    const home = tempFolder();
    await installScanner(wanted, { HOME: home, RUNNER_TEMP: tempFolder() }, checkout, LIMITS);
    await installScanner(wanted, { HOME: home, RUNNER_TEMP: tempFolder() }, checkout, LIMITS);
    expect(requests).toHaveLength(1);
    expect(existsSync(join(home, ".cache/agent-ci/tools/agent-ci-gitleaks/8.30.1/x64.complete"))).toBe(true);
  });

  test("is safe for several at once", async () => {
    const { install, cache, kept } = await setUp();
    const installed = await Promise.all(Array.from({ length: 8 }, install));
    for (const { program } of installed) expect(readFileSync(program, "utf8")).toBe(PROGRAM);
    expect(new Set(installed.map(({ program }) => program)).size).toBe(8);
    expect(readdirSync(join(cache, "agent-ci-gitleaks/8.30.1/x64"))).toEqual([kept.split("/").at(-1)]);
  });
});

describe("refused, with nothing left behind", () => {
  const refusals: readonly (readonly [string, Setting, string])[] = [
    ["another archive", { expected: "0".repeat(64) }, "nothing of it was unpacked: its SHA-256 is "],
    [
      "an archive cut at the server",
      { serve: () => ({ body: ARCHIVE.subarray(0, 99) }) },
      "nothing of it was unpacked",
    ],
    ["no archive", { serve: () => ({ status: 404 }) }, "cannot be downloaded from 127.0.0.1:"],
    ["an endless one", { serve: () => ({ body: Buffer.alloc(20_000) }) }, "it is larger than 10000 bytes"],
    [
      "one without the program",
      { archive: tarGz([{ path: "../gitleaks", bytes: "x" }]) },
      "holds no file named gitleaks",
    ],
    ["one that is no archive", { archive: Buffer.from("<html>") }, "cannot be unpacked: "],
  ];
  test.each(refusals)("%s", async (_, setting, reason) => {
    const { install, cache, temp } = await setUp(setting);
    const said = await reasonOf(install());
    expect(said).toContain("UsageError: gitleaks_8.30.1_linux_x64.tar.gz ");
    expect(said).toContain(reason);
    expect(said).not.toMatch(/hush|me:/);
    expect([...readdirSync(cache), ...readdirSync(temp)]).toEqual([]);
  });

  test("where temporary files would lie in the repository", async () => {
    const { wanted, checkout } = await setUp();
    vi.stubEnv("TMPDIR", checkout);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await reasonOf(installScanner(wanted, { RUNNER_TEMP: checkout }, checkout, LIMITS))).toContain("set TMPDIR");
  });
});

test("a program of the repository is never asked to unpack", async () => {
  const { install, checkout } = await setUp();
  for (const name of ["tar", "unzip", "gzip"]) {
    writeFileSync(join(checkout, name), `#!/bin/sh\ntouch ${checkout}/started\n`);
    chmodSync(join(checkout, name), 0o755);
  }
  vi.stubEnv("PATH", checkout);
  onTestFinished(() => void vi.unstubAllEnvs());
  await install();
  expect(existsSync(join(checkout, "started"))).toBe(false);
});

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { download, Undelivered } from "../../../../src/host/network/download.ts";
import { type Handler, loopback } from "../../../support/loopback.ts";
import { proxyTo } from "../../../support/proxy.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const LIMITS = { bytes: 1_000, patience: 30_000, pause: 1 };
const BODY = Buffer.from("the archive");

async function served(handler: Handler, limits = LIMITS) {
  const { url, requests } = await loopback(handler);
  const outcome = await download(new URL(`${url}/a`), undefined, limits).then(
    (bytes) => Buffer.from(bytes).toString(),
    (error: unknown) => (error instanceof Undelivered ? error.message : Promise.reject(error)),
  );
  return { outcome, paths: requests.map(({ path }) => path) };
}

describe("what a server may answer", () => {
  test("the bytes", async () => {
    expect(await served(() => ({ body: BODY }))).toEqual({ outcome: "the archive", paths: ["/a"] });
  });

  test("not found, once", async () => {
    expect(await served(() => ({ status: 404 }))).toEqual({ outcome: "the server answers 404", paths: ["/a"] });
  });

  test("trouble that passes is tried again, three times at most", async () => {
    let left = 2;
    const recovers = await served(() => (left-- > 0 ? { status: 503 } : { body: BODY }));
    expect(recovers).toEqual({ outcome: "the archive", paths: ["/a", "/a", "/a"] });
    const lasting = await served(() => ({ status: 502 }));
    expect(lasting).toEqual({ outcome: "the server answers 502", paths: ["/a", "/a", "/a"] });
  });

  test("half of it, then the end", async () => {
    const headers = { "content-length": "500", connection: "close" };
    const { outcome, paths } = await served(() => ({ headers, body: BODY }));
    expect(outcome).toBe("ECONNRESET");
    expect(paths).toHaveLength(3);
  });

  test("half of it, then nothing", async () => {
    const { outcome } = await served(() => ({ body: BODY, hold: true }), { ...LIMITS, patience: 200 });
    expect(outcome).toBe("it is not there after 0.2 seconds");
  });

  test("nothing at all", async () => {
    const { outcome } = await served(() => new Promise(() => undefined), { ...LIMITS, patience: 200 });
    expect(outcome).toBe("it is not there after 0.2 seconds");
  });

  test("more than is allowed, said or not", async () => {
    expect(await served(() => ({ body: Buffer.alloc(5_000) }))).toEqual({
      outcome: "it is larger than 1000 bytes",
      paths: ["/a"],
    });
  });

  test("nobody listens", async () => {
    await expect(download(new URL("http://127.0.0.1:1/a"), undefined, LIMITS)).rejects.toThrow("ECONNREFUSED");
  });
});

describe("redirects", () => {
  const to = (location: string): Handler => {
    return ({ path }) => (path === "/a" ? { status: 302, headers: { location } } : { body: BODY });
  };

  test("are followed", async () => {
    expect(await served(to("/b"))).toEqual({ outcome: "the archive", paths: ["/a", "/b"] });
  });

  test("not without end", async () => {
    const { outcome, paths } = await served(() => ({ status: 301, headers: { location: "/a" } }));
    expect(outcome).toBe("it is redirected without end");
    expect(paths).toHaveLength(6);
  });

  test.each(["file:///etc/passwd", "data:text/plain,x", "ftp://127.0.0.1/x"])("not to %s", async (location) => {
    const { outcome } = await served(to(location));
    expect(outcome).toBe(`it is redirected to ${new URL(location).protocol}, which is not followed`);
  });

  test("nor to nowhere", async () => {
    expect((await served(to("http://["))).outcome).toBe("it is redirected to no address, which is not followed");
  });

  test("credentials go to the host they were given for, and to no other", async () => {
    const other = await loopback(() => ({ body: BODY }));
    const { url, requests } = await loopback(() => ({ status: 307, headers: { location: `${other.url}/b` } }));
    await download(new URL(`${url}/a`), "me:p@ss", LIMITS);
    expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa("me:p@ss")}`);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe("proxies", () => {
  test("are asked for a plain address, unless NO_PROXY names its host", async () => {
    const { url, requests } = await loopback(() => ({ body: BODY }));
    const proxy = await proxyTo(Number(new URL(url).port));
    setEnvironment({ HTTP_PROXY: proxy.url.replace("//", "//user:pa%24s@"), NO_PROXY: "other.invalid" });
    const bytes = await download(new URL("http://mirror.invalid/a"), undefined, LIMITS);
    expect(Buffer.from(bytes).toString()).toBe("the archive");
    expect(proxy.asked).toEqual([`GET http://mirror.invalid/a Basic ${btoa("user:pa$s")}`]);
    expect(requests[0]?.headers.host).toBe("mirror.invalid");
    await expect(download(new URL("http://other.invalid/a"), undefined, LIMITS)).rejects.toThrow("ENOTFOUND");
  });

  test("make a connection for a secure one, and see nothing of it", async () => {
    const { port, requests } = await secureServer(() => ({ body: BODY }));
    const proxy = await proxyTo(port);
    setEnvironment({ HTTPS_PROXY: proxy.url });
    const bytes = await download(new URL("https://mirror.invalid/a"), "me:secret", LIMITS);
    expect(Buffer.from(bytes).toString()).toBe("the archive");
    expect(proxy.asked).toEqual(["CONNECT mirror.invalid:443"]);
    expect(requests).toEqual([`/a Basic ${btoa("me:secret")}`]);
  });

  test("may refuse", async () => {
    const proxy = await proxyTo(1, { refuses: 407 });
    setEnvironment({ HTTPS_PROXY: proxy.url });
    await expect(download(new URL("https://mirror.invalid/a"), undefined, LIMITS)).rejects.toThrow(
      "the proxy answers 407",
    );
  });
});

test("a secure address leads to no plain one", async () => {
  const plain = await loopback(() => ({ body: BODY }));
  const { port } = await secureServer(() => ({ status: 302, headers: { location: `${plain.url}/b` } }));
  setEnvironment({ HTTPS_PROXY: (await proxyTo(port)).url });
  await expect(download(new URL("https://mirror.invalid/a"), undefined, LIMITS)).rejects.toThrow(
    "it is redirected to http:, which is not followed",
  );
  expect(plain.requests).toEqual([]);
});

test("a certificate that nobody vouches for ends it", async () => {
  const { port } = await secureServer(() => ({ body: BODY }), { trusted: false });
  setEnvironment({ HTTPS_PROXY: (await proxyTo(port)).url });
  await expect(download(new URL("https://mirror.invalid/a"), undefined, LIMITS)).rejects.toThrow("SELF_SIGNED_CERT");
});

function setEnvironment(env: Readonly<Record<string, string>>): void {
  for (const name of ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"])
    vi.stubEnv(name, env[name] ?? "");
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** https://mirror.invalid on 127.0.0.1. */
async function secureServer(
  answer: () => { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: Buffer },
  { trusted = true } = {},
) {
  const folder = tempFolder();
  const key = join(folder, "key.pem");
  const certificate = join(folder, "cert.pem");
  const request =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mirror.invalid -addext subjectAltName=DNS:mirror.invalid";
  execFileSync("openssl", [...request.split(" "), "-keyout", key, "-out", certificate], { stdio: "ignore" });
  if (trusted) {
    const before = getCACertificates();
    setDefaultCACertificates([...before, readFileSync(certificate, "utf8")]);
    onTestFinished(() => setDefaultCACertificates(before));
  }
  const requests: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (incoming, response) => {
    requests.push([incoming.url, incoming.headers.authorization].filter(Boolean).join(" "));
    const { status = 200, headers = {}, body } = answer();
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, requests };
}

import { once } from "node:events";
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openGuardedServer } from "../../../../src/host/network/guarded-server.ts";
import { createRepository } from "../../../support/git.ts";
import { listen, TOKEN, webhookOf } from "../../../support/listening.ts";
import { planted } from "../../../support/planted-secrets.ts";
import { aPlan, MINUTE, NOON, pause, setWeight } from "../../../support/rollouts.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { deployment } from "../../../support/ticks.ts";

/** A rollout at 10 %, and somebody who listens for its alerts. */
async function watched() {
  const given = await deployment(aPlan([setWeight(10), pause()]));
  await given.tick();
  const files = async () => (await given.branch.read()).files;
  return {
    ...given,
    listen: async () => listen(given.top, {}, given.from.now),
    requests: async () => [...(await files()).keys()].filter((path) => path.startsWith("requests/")),
    logged: async () =>
      ((await files()).get("audit/000001.jsonl") ?? "")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).event),
    weights: async () => JSON.stringify(JSON.parse((await files()).get("flags.json") ?? "")).match(/\["canary",\d+\]/g),
  };
}
const MEBIBYTE = 1024 * 1024;
const TEN = NOON + MINUTE;

test("what an alert says is written down without its secrets, where it is cut as well", async () => {
  const { branch, listen: open } = await watched();
  const { value: secret } = planted("github-token");
  const heard = await open();
  const told = JSON.parse(webhookOf({ fingerprint: "f1", startsAt: TEN }));
  // The reason begins with what the alert is called: the cut comes within the secret.
  told.alerts[0].annotations.summary = `${"x".repeat(220)} ${secret}`;
  expect(await heard.post(JSON.stringify(told))).toBe(200);
  const kept = [...(await branch.read()).files.values()].join("\n");
  expect(kept).toContain("xxx");
  expect(kept).not.toContain(secret.slice(0, 8));
});

describe("alerts that come twice, late and out of order", () => {
  test("ask once: one abort, one entry of the log, and nothing is ever raised", async () => {
    const { listen: open, requests, logged, weights, tick, pass } = await watched();
    const [one, other] = [await open(), await open()];
    const before = (await logged()).length;
    pass(5 * MINUTE);
    const f1 = { fingerprint: "f1", startsAt: TEN };
    expect(await Promise.all([one.post(webhookOf(f1)), other.post(webhookOf(f1))])).toEqual([200, 200]);
    expect([await requests(), await weights()]).toEqual([[expect.any(String)], ['["canary",0]']]);
    expect((await logged()).slice(before)).toEqual(["abort"]);
    pass(MINUTE);
    expect(await one.post(webhookOf({ ...f1, status: "resolved" }))).toBe(200);
    expect(await other.post(webhookOf(f1))).toBe(200);
    expect(await one.post(webhookOf({ fingerprint: "f2", startsAt: TEN, status: "resolved" }))).toBe(200);
    expect([(await requests()).length, await weights()]).toEqual([1, ['["canary",0]']]);
    expect((await logged()).slice(before)).toEqual(["abort"]);
    expect(one.said()).toContain("team-a: alert Slow (f2): it is over, and nothing is given back for that\n");
    // The tick answers it, and the same alert asks nothing of what is over, nor of the next attempt.
    expect((await tick()).state?.phase.name).toBe("RollingBack");
    const after = (await logged()).length;
    expect(await one.post(webhookOf(f1))).toBe(200);
    expect([(await logged()).length, await requests()]).toEqual([after, []]);
    expect(one.said()).toContain("team-a: alert Slow (f1): abort was asked for by it\n");
  });

  test("who cannot write says so, and what was told then is asked when it is told again", async () => {
    const { top, listen: open, requests } = await watched();
    const heard = await open();
    const lock = join(top, ".git/refs/heads/agent-ci/state.lock");
    writeFileSync(lock, "");
    const f1 = webhookOf({ fingerprint: "f1", startsAt: TEN });
    expect([await heard.post(f1), await requests()]).toEqual([503, []]);
    rmSync(lock);
    expect([await heard.post(f1), (await requests()).length]).toEqual([200, 1]);
  });

  test("of several at once the most urgent is asked", async () => {
    const { listen: open, requests, logged } = await watched();
    const heard = await open();
    const before = (await logged()).length;
    const alert = (fingerprint: string, verb: string) => ({ fingerprint, startsAt: TEN, verb });
    expect(await heard.post(webhookOf(alert("f1", "pause"), alert("f2", "abort"), alert("f3", "abort")))).toBe(200);
    expect([(await requests()).length, (await logged()).slice(before)]).toEqual([1, ["abort"]]);
    expect(heard.said()).toContain("alert Slow (f1): abort is asked for already");
    expect(await heard.post(webhookOf(alert("f4", "emergency-disable")))).toBe(200);
    expect((await logged()).slice(before)).toEqual(["abort", "emergency-disable"]);
  });

  test.each([
    ["another attempt", { attempt: "team-a/r7" }, "it is about team-a/r7, and this is team-a/r1"],
    ["a time before this attempt", { startsAt: NOON - 6 * MINUTE }, "it began before team-a/r1 did"],
    ["another step", { steps: "canary/7 canary/8" }, "it does not count at canary/1, where the rollout stands"],
    ["nothing that it asks", { verb: "" }, "it asks nothing of the rollout"],
    ["what raises", { verb: "promote" }, "it asks nothing of the rollout"],
    ["what nobody began", { rollout: "team-b" }, "there is no such rollout"],
  ])("about %s: heard, and nothing is written", async (_what, facts, why) => {
    const { listen: open, branch } = await watched();
    const heard = await open();
    const { commit } = await branch.read();
    expect(await heard.post(webhookOf({ fingerprint: "f1", startsAt: TEN, ...facts }))).toBe(200);
    expect((await branch.read()).commit).toBe(commit);
    expect(heard.said()).toContain(why);
  });

  test("a pause is asked for, and answered by the next tick; of the step where it stands it counts", async () => {
    const { listen: open, tick } = await watched();
    const heard = await open();
    const alert = { fingerprint: "f1", startsAt: TEN, verb: "pause", attempt: "team-a/r1", steps: "canary/1" };
    expect(await heard.post(webhookOf(alert))).toBe(200);
    expect((await tick()).state?.phase).toMatchObject({
      name: "Paused",
      reason: "Requested",
      why: `alert Slow (f1) since ${new Date(TEN).toISOString()}: too slow`,
    });
  });

  test("a state that nobody can read is no reason to wait", async () => {
    const { listen: open, branch, weights } = await watched();
    const { commit } = await branch.read();
    await branch.write(commit, new Map([["rollouts/team-a.json", "{"]]), "hi");
    const heard = await open();
    const { text } = await heard.metrics();
    expect(text).toContain('agent_ci_rollout_given{agent_ci_rollout="team-a",attempt="",step="unknown"} 1');
    expect(await heard.post(webhookOf({ fingerprint: "f1", startsAt: TEN }))).toBe(200);
    expect(await weights()).toEqual(['["canary",0]']);
  });
});

test("Prometheus is told who is given what, until it is taken back", async () => {
  const { listen: open } = await watched();
  const heard = await open();
  const told = async () => (await heard.metrics()).text.trim().split("\n").at(-1);
  expect((await heard.metrics()).text).toContain("\nagent_ci_listening 1\n");
  expect(await told()).toBe('agent_ci_rollout_given{agent_ci_rollout="team-a",attempt="team-a/r1",step="canary/1"} 1');
  await heard.post(webhookOf({ fingerprint: "f1", startsAt: TEN }));
  expect(await told()).toBe('agent_ci_rollout_given{agent_ci_rollout="team-a",attempt="team-a/r1",step=""} 0');
});

describe("who is not heard", () => {
  test("without the token nobody learns or asks anything, and no token is told", async () => {
    const { listen: open, branch } = await watched();
    const heard = await open();
    const { commit } = await branch.read();
    const f1 = webhookOf({ fingerprint: "f1", startsAt: TEN });
    for (const token of ["", "wrong-token-of-thirty-two-chars!", `${TOKEN}x`, TOKEN.slice(0, -1), TOKEN.toUpperCase()])
      expect(await heard.post(f1, token)).toBe(401);
    for (const path of ["/metrics", "/alerts", "/"]) expect((await fetch(heard.url + path)).status).toBe(401);
    expect((await branch.read()).commit).toBe(commit);
    expect(await heard.post(f1)).toBe(200);
    expect(heard.said()).not.toContain(TOKEN);
  });

  test("what is no webhook is refused, by its kind", async () => {
    const { listen: open } = await watched();
    const heard = await open();
    const headers = { authorization: `Bearer ${TOKEN}` };
    const ask = async (path: string, init: RequestInit) => (await fetch(heard.url + path, { headers, ...init })).status;
    expect(await ask("/alerts", { method: "GET" })).toBe(405);
    expect(await ask("/metrics", { method: "POST", body: "{}" })).toBe(405);
    expect(await ask("/other", { method: "POST", body: "{}" })).toBe(404);
    for (const body of [
      "",
      "{",
      "[]",
      '{"alerts":{}}',
      '{"alerts":[{}]}',
      '{"alerts":[{"status":"firing","labels":[]}]}',
    ])
      expect(await heard.post(body)).toBe(400);
    expect(await heard.post(webhookOf({ fingerprint: "../../x", startsAt: TEN }))).toBe(400);
    expect(await heard.post(JSON.stringify({ alerts: Array.from({ length: 1001 }, () => ({})) }))).toBe(400);
    expect(await heard.post(webhookOf({ fingerprint: "f1", startsAt: TEN, rollout: "../team-a" }))).toBe(200);
    const large = "x".repeat(MEBIBYTE + 1);
    expect(await heard.post(large)).toBe(413);
    expect(await ask("/alerts", { method: "POST", body: new Blob([large]).stream(), duplex: "half" })).toBe(413);
    expect(await ask("/alerts", { headers: { ...headers, "x-much": "y".repeat(8192) } })).toBe(431);
  });

  test("a text of an alert cannot speak to the log of a runner", async () => {
    const { listen: open } = await watched();
    const heard = await open();
    const name = "\n::set-env name=X::y\u001B[2J";
    expect(await heard.post(webhookOf({ fingerprint: "f1", startsAt: TEN, name }))).toBe(200);
    expect(heard.said()).toContain("abort is asked for: alert ");
    expect(heard.said()).not.toMatch(/^\s*::/m);
    expect(heard.said()).not.toContain("\u001B");
  });

  test("who connects and says nothing, or never ends, is let go", async () => {
    const at = { host: "127.0.0.1", port: 0 };
    const { port, close } = await openGuardedServer(at, TOKEN, async () => ({ status: 200, text: "" }), {
      patience: 100,
    });
    const head = `POST /alerts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\r\ncontent-length: 9\r\n`;
    for (const said of ["", "POST /alerts HT", `${head}\r\nhalf`]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume();
      socket.write(said);
      await once(socket, "close");
    }
    await close();
  });
});

describe("listening begins", () => {
  test("on this machine alone, unless it is told another address", async () => {
    const { top } = await watched();
    expect((await listen(top)).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const all = await listen(top, { listen: "0.0.0.0:0" });
    expect(all.said()).toBe(
      "0.0.0.0 is heard from other machines, and the token can be read on the way: put TLS before it.",
    );
  });

  test("with a token of a file, also where that is a link, as secrets are mounted", async () => {
    const { top } = await watched();
    const folder = tempFolder({ secret: "another-token-of-some-length\n" });
    symlinkSync(join(folder, "secret"), join(folder, "token"));
    const heard = await listen(top, { "token-file": join(folder, "token") });
    expect(await heard.post(webhookOf(), TOKEN)).toBe(401);
    expect(await heard.post(webhookOf(), "another-token-of-some-length")).toBe(200);
  });

  test.each([
    [{ "token-file": "gone" }, "--token-file gone cannot be read"],
    [{ "token-file": "short" }, "has less than 16 characters, and can be guessed"],
    [{ "token-file": "blank" }, "has characters that no header can say"],
    [{ "token-file": "empty" }, "There is no token"],
    [{ listen: "9741" }, '"9741" is no address with a port, such as 127.0.0.1:9741'],
    [{ listen: "127.0.0.1:99999" }, "is no address with a port"],
  ])("not with %j", async (values, message) => {
    const { top } = await watched();
    const files = { short: "secret", blank: "a token with some blanks", empty: "" };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(top, name), text);
    await expect(listen(top, values)).rejects.toThrow(message);
  });

  test("nor where nothing is remembered, or somebody else listens", async () => {
    const { folder } = createRepository({ "AGENTS.md": "Be kind.\n" });
    expect(existsSync(join(folder, ".git/refs/heads/agent-ci"))).toBe(false);
    await expect(listen(folder)).rejects.toThrow("There is no branch of states yet");
    const { top } = await watched();
    const { url } = await listen(top);
    await expect(listen(top, { listen: url.replace("http://", "") })).rejects.toThrow("EADDRINUSE");
  });
});

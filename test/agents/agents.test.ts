import { describe, expect, test } from "vitest";
import { adapters } from "../../src/rehearsal/adapters/adapters.ts";
import { findSteering } from "../../src/rehearsal/adapters/find-steering.ts";
import { decode } from "../../src/syntax/decode.ts";
import { ask, ground, names, PONG } from "./ask-client.ts";
import { redirects, unpinned } from "./redirects.ts";
import { SKILL, SKILL_BODY, skillCases } from "./skill-cases.ts";

test("the namespaces are open, or nothing here is proven", () => {
  expect(ground.isolation).not.toBe("proxy-and-canary");
});

describe.each(names)("%s", (name) => {
  test("answers a prompt offline", async () => {
    const { ran, asked } = await ask(name, {});
    expect({ ended: ran.ended, said: ran.stdout.text }, ran.stderr.text).toMatchObject({
      ended: { kind: "exit", code: 0 },
      said: expect.stringContaining("pong"),
    });
    expect(asked.length).toBeGreaterThan(0);
  });

  test("loads a skill in the first of two turns, and has read it in the second", async () => {
    const { path, call, more } = skillCases[name];
    const turns = [{ answer: { text: "First the skill.", calls: [call] } }, PONG];
    const { ran, asked } = await ask(name, { [path]: SKILL }, { turns, ...(more && { more }) });
    expect(ran.ended, ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    const bodies = asked.map(({ body }) => Buffer.from(body).toString());
    expect(bodies.at(-1)).toContain(SKILL_BODY);
    expect(bodies.at(0)).not.toContain(SKILL_BODY);
    expect(ran.stdout.text).toContain("pong");
  });

  test.each(Object.entries(redirects[name]))("is not led away by %s", async (_, files) => {
    const { ran, asked, sunk } = await ask(name, files);
    expect(sunk).toEqual([]);
    // A client that a workspace keeps from its server must at least not look well.
    const succeeded = ran.ended.kind === "exit" && ran.ended.code === 0;
    expect({ succeeded, answered: asked.length > 0 }, ran.stderr.text).not.toEqual({
      succeeded: true,
      answered: false,
    });
  });

  test.each(Object.entries(redirects[name]))("%s is told", (_, files) => {
    const sources = Object.entries(files).map(([path, text]) => decode(path, Buffer.from(text)).source);
    expect(findSteering(adapters[name], sources)).not.toEqual([]);
  });
});

describe.each(Object.entries(unpinned))("%s without its pins", (key, change) => {
  test("would be led away", async () => {
    const name = names.find((one) => one === key) ?? "claude-code";
    const [[, files] = []] = Object.entries(redirects[name]);
    const { sunk } = await ask(name, files ?? {}, { change, timeMs: 30_000 });
    expect(sunk).not.toEqual([]);
  });
});

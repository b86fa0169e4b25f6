import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { compileFlags } from "../../../../src/rollout/flags/compile-flags.ts";
import { disableRollout } from "../../../../src/rollout/flags/disable-flags.ts";
import { MINUTE, NOON } from "../../../support/rollouts.ts";
import { CANARY_RELEASE, evaluator, later, STABLE_RELEASE, task, walked } from "./walked.ts";

const at = (weight: number, given: Parameters<typeof walked>[0] = {}) =>
  evaluator(compileFlags([walked({ ...given, exposure: { weight, ...given.exposure } })]));
const DEAL_TASKS = join(import.meta.dirname, "../../../support/deal-tasks.ts");
const tasks = (count: number) => Array.from({ length: count }, (_, number) => task(number));
const canaries = (ask: ReturnType<typeof evaluator>, count: number): ReadonlySet<number> =>
  new Set(tasks(count).flatMap((context, number) => (ask(context).variant === "canary" ? [number] : [])));

describe("asked of flagd's own evaluator", () => {
  test("a task without a key gets stable, with each of 1,000 salts", () => {
    for (let number = 0; number < 1000; number++) {
      const ask = at(10, { number });
      for (const context of [{}, { task_class: "x" }, { targetingKey: "" }])
        expect(ask(context), String(number)).toMatchObject({ variant: "stable", value: { release: STABLE_RELEASE } });
    }
  });

  describe("of 100,000 tasks", () => {
    const COUNT = 100_000;
    const WEIGHTS = [0, 1, 10, 50, 75, 99, 100];
    const shares = WEIGHTS.map((weight) => canaries(at(weight), COUNT));

    test.each(WEIGHTS.map((weight, index) => [weight, index] as const))(
      "%i percent get the canary, within four standard deviations",
      (weight, index) => {
        const share = weight / 100;
        const noise = 4 * Math.sqrt(COUNT * share * (1 - share)); // 379 tasks at 10 %, none at 0 % and at 100 %
        expect(Math.abs((shares[index]?.size ?? 0) - COUNT * share)).toBeLessThanOrEqual(noise);
      },
    );

    test("none that has the canary loses it while the weight rises", () => {
      const left = shares.map((share, index) => [...(shares[index - 1] ?? [])].filter((one) => !share.has(one)).length);
      expect(left).toEqual(WEIGHTS.map(() => 0));
    });

    test("each has the same side in every process", async () => {
      const flags = compileFlags([walked({ exposure: { weight: 10 } })]);
      const deals = async (): Promise<string> => {
        const dealing = promisify(execFile)(process.execPath, [DEAL_TASKS, String(COUNT)]);
        dealing.child.stdin?.end(flags);
        return (await dealing).stdout;
      };
      const ask = evaluator(flags);
      const sides = tasks(COUNT).map((context) => ask(context).variant);
      const here = `${shares[2]?.size} ${createHash("sha256").update(sides.join()).digest("hex")}`;
      expect(await Promise.all([deals(), deals()])).toEqual([here, here]);
    });
  });

  test("another rollout hits other tasks", () => {
    const one = canaries(at(10), 10_000);
    const both = [...canaries(at(10, { number: 43 }), 10_000)].filter((number) => one.has(number));
    // 10 % of 10 %: 100 of 10,000 where they have nothing to do with each other, ± 4 √99.
    expect(both.length).toBeGreaterThan(60);
    expect(both.length).toBeLessThan(140);
  });

  test("once its lease is over nobody gets it, without anybody's doing", () => {
    const over = at(100, { exposure: { lease: Date.now() - 1000 } });
    expect(canaries(over, 1000).size).toBe(0);
    expect(canaries(at(100), 1000).size).toBe(1000);
  });

  test("a worker whose clock is behind gives it for as much longer, and one whose clock is right does not", () => {
    onTestFinished(() => void vi.useRealTimers());
    const ask = at(100, { exposure: { lease: NOON } });
    const askedAt = (now: number) => {
      vi.setSystemTime(now);
      return ask(task(1)).variant;
    };
    expect([askedAt(NOON - MINUTE), askedAt(NOON), askedAt(NOON + 5 * MINUTE)]).toEqual(["canary", "stable", "stable"]);
    // It is 12:05, and this clock reads 11:55.
    expect(askedAt(NOON + 5 * MINUTE - 10 * MINUTE)).toBe("canary");
  });

  test.each([
    ["weight 0", { weight: 0 }],
    ["no lease", { lease: null }],
    ["no release to try", { canary: null }],
  ])("%s: nobody gets it", (_, exposure) => {
    const ask = evaluator(compileFlags([walked({ exposure: { weight: 100, ...exposure } })]));
    expect(canaries(ask, 1000).size).toBe(0);
    expect(ask(task(1)).value).toMatchObject({ release: STABLE_RELEASE });
  });

  test("excluded tasks never get it, whatever their key", () => {
    const ask = at(100, { exclude: { task_class: ["security-review", "release"], team: ["payments"] } });
    for (const context of tasks(1000)) {
      expect(ask({ ...context, task_class: "release" }).variant).toBe("stable");
      expect(ask({ ...context, team: "payments", task_class: "docs" }).variant).toBe("stable");
      expect(ask({ ...context, task_class: "docs" }).variant).toBe("canary");
    }
  });

  test("the values of a step come with the canary, and stable keeps its own", () => {
    const values = { max_agents: 300, topology: "hybrid", failover: true };
    const exposure = { weight: 100, values, stableValues: { max_agents: 100 } };
    const ask = evaluator(compileFlags([walked({ exposure })]));
    expect(ask(task(1)).value).toEqual({ release: CANARY_RELEASE, role: "canary", values });
    expect(ask({}).value).toEqual({ release: STABLE_RELEASE, role: "stable", values: { max_agents: 100 } });
    const ended = evaluator(
      compileFlags([
        walked({
          phase: { name: "Healthy", outcome: "COMPLETE" },
          exposure: { weight: 0, stableValues: values, canary: null },
        }),
      ]),
    );
    expect(ended(task(1)).value).toEqual({ release: STABLE_RELEASE, role: "stable", values });
  });

  test("the first release of all is tried against nothing", () => {
    const ask = evaluator(compileFlags([walked({ exposure: { weight: 100, stable: null, active: null } })]));
    expect(ask({}).value).toEqual({ release: null, role: "stable", values: {} });
    expect(ask(task(1)).value).toMatchObject({ release: CANARY_RELEASE });
  });

  test("a preview is there for who asks for it, until the rollout goes back", () => {
    const steps = [
      {
        kind: "switch",
        id: "blueGreen/1",
        stage: "blueGreen",
        environment: "production",
        line: 1,
        needs: [],
        watches: [],
      },
    ] as const;
    const preview = { agent_ci_track: "preview" };
    const exposure = { weight: 0, lease: null };
    const ask = evaluator(compileFlags([walked({ steps, exposure })]));
    expect(ask(preview).variant).toBe("canary");
    expect(ask(task(1)).variant).toBe("stable");
    expect(at(10)(preview).variant).toBe("stable"); // a canary has none
    for (const phase of [
      { name: "Frozen", why: "", healthy: null } as const,
      { name: "Failed", why: "" } as const,
      { name: "Healthy", outcome: "COMPLETE" } as const,
    ])
      expect(evaluator(compileFlags([walked({ steps, exposure, phase })]))(preview).variant).toBe("stable");
  });

  test("what a task was given can be told later: the rollout, the step, how keys were dealt", () => {
    expect(at(10)(task(1)).flagMetadata).toMatchObject({
      rollout: "team-a/r42",
      environment: "production",
      step: "end",
      bucketing: "fractional-v2",
    });
  });

  test("in an emergency everybody gets stable, of each rollout that is meant and of no other", () => {
    const steps = [
      {
        kind: "switch",
        id: "blueGreen/1",
        stage: "blueGreen",
        environment: "production",
        line: 1,
        needs: [],
        watches: [],
      },
    ] as const;
    const flags = compileFlags([
      walked({ exposure: { weight: 100 } }),
      walked({ name: "team-b", steps, exposure: { weight: 50 } }),
      walked({ name: "team-c", exposure: { canary: null } }),
    ]);
    const off = ["team-a", "team-b", "team-c"].reduce(disableRollout, flags);
    const ask = evaluator(off);
    for (const key of ["team-a.production", "team-b.production", "team-c.production"])
      for (const context of [...tasks(200), {}, { agent_ci_track: "preview" }])
        expect(ask(context, key)).toMatchObject({ variant: "stable", value: { release: STABLE_RELEASE } });
    expect(disableRollout(off, "team-a")).toBe(off);
    const one = evaluator(disableRollout(flags, "team-a"));
    expect(one(task(1)).variant).toBe("stable");
    expect(tasks(200).some((context) => one(context, "team-b.production").variant === "canary")).toBe(true);
  });
});

describe("the file", () => {
  test("the same states give the same bytes, in whatever order they come", () => {
    const lease = later();
    const one = walked({ exposure: { lease, values: { b: 1, a: 2 } }, exclude: { z: ["1"], a: ["2"] } });
    const same = walked({ exposure: { lease, values: { a: 2, b: 1 } }, exclude: { a: ["2"], z: ["1"] } });
    const other = walked({ name: "team-b", exposure: { lease } });
    expect(compileFlags([other, one])).toBe(compileFlags([same, other]));
  });

  test("two rollouts cannot have one flag", () => {
    expect(() => compileFlags([walked(), walked({ name: "team-b", flagKey: "team-a.production" })])).toThrow(
      'The rollouts "team-a" and "team-b" both claim the flag "team-a.production".',
    );
  });

  test.each(["", "{", "[]", '{"flags": []}', "null"])("%j has nothing to disable", (text) => {
    expect(() => disableRollout(text, "team-a")).toThrow("flags.json is no set of flags");
  });

  test("what somebody wrote into a flag by hand does not outlive an emergency", () => {
    const text = JSON.stringify({
      flags: {
        mine: {
          state: "DISABLED",
          variants: { stable: { release: "s" }, canary: { release: "c" } },
          defaultVariant: "canary",
          targeting: { if: [true, "canary"] },
          metadata: { rollout: "team-a/r7" },
        },
        odd: "text",
      },
    });
    expect(JSON.parse(disableRollout(text, "team-a"))).toMatchObject({
      flags: {
        mine: { state: "ENABLED", defaultVariant: "stable", targeting: { if: expect.anything() } },
        odd: "text",
      },
    });
  });
});

import { expect, test } from "vitest";
import { askPrometheus, askWeb } from "../../../../src/host/measuring/ask-web.ts";
import { judgeValue } from "../../../../src/rollout/analysis/judge-value.ts";
import { loopback } from "../../../support/loopback.ts";
import { NOON } from "../../../support/rollouts.ts";

const ASKED = {
  name: "m",
  method: "threshold",
  alpha: 0.05,
  direction: "either",
  allowedIncrease: 1,
  onNoData: "inconclusive",
  successCondition: "value <= 1.2",
} as const;
const vector = (...values: readonly string[]) =>
  JSON.stringify({
    status: "success",
    data: { resultType: "vector", result: values.map((value) => ({ metric: {}, value: [1, value] })) },
  });

test.each([
  [vector("1.1"), "pass"],
  [vector("1.3"), "fail"],
  [vector(), "noData"],
  [vector("NaN"), "noData"],
  ["null", "noData"],
  ["ok", "noData"],
  ['{"data":{"result":[]}}', "noData"],
])("Prometheus answers %s", async (body, verdict) => {
  const { url } = await loopback(() => ({ body }));
  expect(judgeValue(ASKED, await askPrometheus(url, "up"), NOON).verdict).toBe(verdict);
});

test.each([
  ['{"data":{"value":1}}', "{$.data.value}", "pass"],
  ['{"data":{"value":[1,2]}}', "data.value", "pass"],
  ['{"data":[{"value":3}]}', "data[0].value", "fail"],
  ['{"data":{"value":"1"}}', "data.value", "noData"],
  ['{"data":{}}', "data.value", "noData"],
  ['{"data":{}}', "__proto__.value", "noData"],
  ["null", "data.value", "noData"],
  ["ok", "data.value", "noData"],
  ["[]", undefined, "noData"],
])("an address answers %s, asked for %s", async (body, path, verdict) => {
  const { url } = await loopback(() => ({ body }));
  expect(judgeValue(ASKED, await askWeb(url, path), NOON).verdict).toBe(verdict);
});

test("what cannot be asked is an error: refused, no address, an answer without end", async () => {
  const { url } = await loopback(() => ({ status: 404 }));
  expect((await askWeb(url, undefined)).is).toBe("error");
  expect(await askWeb("", undefined)).toEqual({ is: "error", why: "the variable that has its address is not set" });
  expect(await askWeb("localhost", undefined)).toEqual({ is: "error", why: "that is no address" });
  expect((await askWeb("http://127.0.0.1:1/", undefined)).is).toBe("error");
  const endless = await loopback(() => ({ body: "x".repeat(5 * 1024 * 1024) }));
  expect((await askWeb(endless.url, undefined)).is).toBe("error");
});

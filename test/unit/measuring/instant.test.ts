import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What texts come to on a machine in New York, by a function of a file. */
const inNewYork = (file: string, name: string, texts: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { ${name} } from ${JSON.stringify(new URL(`../../../src/${file}`, import.meta.url).href)};
console.log(JSON.stringify(${JSON.stringify(texts)}.map((text) => ${name}(text))));`,
      ],
      { env: { ...process.env, TZ: "America/New_York" }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    ),
  );

test.each([
  ["model/instant.ts", "instantIn"],
  ["usage/numbers.ts", "timeOf"],
])("%s: a time without a zone is the same on every machine", (file, name) => {
  const without = ["2026-11-30T12:00:00", "2026-11-30 12:00:00", "2026-11-30T12:00", "2026-11-30T12:00:00.000000"];
  const texts = [...without, "2026-11-30T12:00:00Z", "2026-11-30T13:00:00+01:00"];
  expect(inNewYork(file, name, texts)).toEqual(texts.map(() => Date.UTC(2026, 10, 30, 12)));
  expect(inNewYork(file, name, ["2026-11-30", "no time"])).toEqual([Date.UTC(2026, 10, 30), null]);
});

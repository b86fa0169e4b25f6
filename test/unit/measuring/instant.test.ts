import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const INSTANT = new URL("../../../src/model/instant.ts", import.meta.url).href;

/** What texts come to on a machine in New York. */
const inNewYork = (texts: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { instantIn } from ${JSON.stringify(INSTANT)};
console.log(JSON.stringify(${JSON.stringify(texts)}.map(instantIn)));`,
      ],
      { env: { ...process.env, TZ: "America/New_York" }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    ),
  );

test("a time without a zone is the same on every machine", () => {
  const noon = Date.UTC(2026, 10, 30, 12);
  const texts = ["2026-11-30T12:00:00", "2026-11-30 12:00:00", "2026-11-30T12:00", "2026-11-30T12:00:00.000000"];
  expect(inNewYork([...texts, "2026-11-30T12:00:00Z", "2026-11-30T13:00:00+01:00"])).toEqual(
    texts.concat("", "").map(() => noon),
  );
  expect(inNewYork(["2026-11-30", "no time"])).toEqual([Date.UTC(2026, 10, 30), null]);
});

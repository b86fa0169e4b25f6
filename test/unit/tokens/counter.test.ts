import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTokenCache } from "../../../src/host/machine/token-cache.ts";
import { openCounter } from "../../../src/tokens/counter.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const key = (text: string): string => createHash("sha256").update(text).digest("hex");
const cacheFile = (home: string): string => join(home, "agent-ci", "tokens-1-o200k_base.txt");

/** A user's folder for caches, and a checkout beside it. */
function places() {
  const folder = tempFolder();
  const [home, checkout] = [join(folder, "cache"), join(folder, "checkout")];
  for (const one of [home, checkout]) mkdirSync(one);
  return { home, checkout, env: { XDG_CACHE_HOME: home } };
}
const open = ({ env, checkout }: ReturnType<typeof places>) => openTokenCache(env, checkout, "1-o200k_base");

describe("counts", () => {
  test("are remembered from one run to the next", async () => {
    const place = places();
    const cache = open(place);
    expect(await openCounter("o200k_base", cache).count(["Run the tests.", "", "Run the tests."])).toEqual([4, 0, 4]);
    cache.save();
    expect(readFileSync(cacheFile(place.home), "utf8")).toBe(`${key("Run the tests.")} 4\n`);
    writeFileSync(cacheFile(place.home), `${key("Run the tests.")} 5\n`);
    expect(await openCounter("o200k_base", open(place)).count(["Run the tests."])).toEqual([5]);
  });

  test("that cannot be true are counted again", async () => {
    const place = places();
    mkdirSync(join(place.home, "agent-ci"));
    writeFileSync(cacheFile(place.home), `${key("Run the tests.")} 15\n`);
    expect(await openCounter("o200k_base", open(place)).count(["Run the tests."])).toEqual([4]);
  });

  test.each(["", "rubbish", `${key("a")} 1`, `${key("a")} 1\nrubbish\n`, `${key("a")} -1\n`, "{}\n"])(
    "of a broken file are none: %j",
    (text) => {
      const place = places();
      mkdirSync(join(place.home, "agent-ci"));
      writeFileSync(cacheFile(place.home), text);
      expect(open(place).get(key("a"))).toBeUndefined();
    },
  );

  test("behind a link are none", () => {
    const place = places();
    mkdirSync(join(place.home, "agent-ci"));
    writeFileSync(join(place.checkout, "planted.txt"), `${key("a")} 1\n`);
    symlinkSync(join(place.checkout, "planted.txt"), cacheFile(place.home));
    expect(open(place).get(key("a"))).toBeUndefined();
  });

  test("are never kept in the checkout", () => {
    const { checkout } = places();
    const cache = openTokenCache({ XDG_CACHE_HOME: join(checkout, ".cache") }, checkout, "1-o200k_base");
    cache.set(key("a"), 1);
    cache.save();
    expect(readdirSync(checkout)).toEqual([]);
  });

  test("of somebody without a home are kept nowhere, and nothing fails", () => {
    const cache = openTokenCache({}, tempFolder(), "1-o200k_base");
    cache.set(key("a"), 1);
    cache.save();
    expect(cache.get(key("a"))).toBe(1);
  });
});

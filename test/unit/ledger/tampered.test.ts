import { expect, test } from "vitest";
import { append } from "../../../src/ledger/append.ts";
import { signCheckpoint } from "../../../src/ledger/sign.ts";
import { eventsOf, keysOf, verifyLog } from "../../support/ledger.ts";
import { seeded } from "../../support/seeded.ts";

const SEED = 20261130;
const CASES = 2000;

test(`${CASES} logs with bytes changed, taken out, put in or moved: none passes, seed ${SEED}`, () => {
  const random = seeded(SEED);
  const { signing, trusted } = keysOf();
  const log = append("", eventsOf(12)).log;
  const { checkpoint } = signCheckpoint(log, signing);
  const change = (): Buffer => {
    const [at, length] = [random(log.length), 1 + random(400)];
    const [before, part, after] = [log.subarray(0, at), log.subarray(at, at + length), log.subarray(at + length)];
    switch (random(5)) {
      case 0:
        return Buffer.concat([before, Buffer.of((log[at] ?? 0) ^ (1 << random(8))), log.subarray(at + 1)]);
      case 1:
        return Buffer.concat([before, after]);
      case 2:
        return Buffer.concat([before, part, part, after]);
      case 3:
        return Buffer.concat([after, before, part]);
      default:
        return Buffer.concat([before, Buffer.from("\n"), part, after]);
    }
  };
  const passed = Array.from({ length: CASES }, change).filter(
    (changed) => !changed.equals(log) && verifyLog(changed, checkpoint, trusted).result === "pass",
  );
  expect(passed.map(String)).toEqual([]);
});

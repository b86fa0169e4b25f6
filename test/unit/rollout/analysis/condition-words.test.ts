import { expect, test } from "vitest";
import { inSymbols } from "../../../../src/rollout/analysis/condition-words.ts";

test.each([
  ["a > 1 AND b < 2 OR NOT c", "a > 1 &&  b < 2 || !   c"],
  ["AND", "&& "],
  [`task.AND > 1 AND task . OR == "AND"`, `task.AND > 1 &&  task . OR == "AND"`],
  [String.raw`"a \" AND" == 'b' AND x`, String.raw`"a \" AND" == 'b' &&  x`],
  [String.raw`r"\" AND r'\' OR x`, String.raw`r"\" &&  r'\' || x`],
  [`"""a " AND "" b""" AND x`, `"""a " AND "" b""" &&  x`],
  ["x // AND\nAND y", "x // AND\n&&  y"],
  ["ANDY > 1 && BAND < ORE", "ANDY > 1 && BAND < ORE"],
  ["and or not", "and or not"],
  [`'never ends AND x`, `'never ends AND x`],
  ["", ""],
])("%s", (text, expected) => {
  expect(inSymbols(text)).toBe(expected);
});

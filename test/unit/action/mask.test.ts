import { expect, test } from "vitest";
import { maskedForms } from "../../../src/action/mask.ts";

test("a secret is masked as it is, in base64, and as JSON writes it", () => {
  expect(maskedForms('a"bcdef')).toEqual(['a"bcdef', Buffer.from('a"bcdef').toString("base64"), 'a\\"bcdef']);
});

test("one of several lines is masked line by line, and a line of no length is not", () => {
  expect(maskedForms("first line\r\nx\nsecond line")).toEqual(expect.arrayContaining(["first line", "second line"]));
  expect(maskedForms("first line\r\nx\nsecond line")).not.toContain("x");
});

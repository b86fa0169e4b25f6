import { expect, test } from "vitest";
import { maskedForms } from "../../../src/action/mask.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

test("a secret is masked as it is, in base64, and as JSON and addresses write it", () => {
  const forms = maskedForms('a"b/cdef');
  expect(forms).toEqual(expect.arrayContaining(['a"b/cdef', base64('a"b/cdef'), 'a\\"b/cdef', "a%22b%2Fcdef"]));
});

test("one of several lines is masked line by line, and a line of no length is not", () => {
  const key = "first line\r\nx\nsecond line\n";
  const forms = maskedForms(key);
  expect(forms).toEqual(
    expect.arrayContaining([
      "first line",
      "second line",
      base64(key),
      base64("second line"),
      "first line\\r\\nx\\nsecond line\\n",
    ]),
  );
  expect(forms).not.toContain("x");
  expect(forms.filter((form) => /[\r\n]/.test(form))).toEqual([]);
});

test("what is no well-formed text is masked all the same", () => {
  expect(maskedForms("abc\uD800def")).toContain("abc\uD800def");
});

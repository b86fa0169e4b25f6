import { expect, test } from "vitest";
import { steady } from "../../../../src/rehearsal/recordings/volatile.ts";

const FOLDERS = { cwd: "/home/ann/work/shop", home: "/home/ann", temp: "/tmp/run-1" };

test.each([
  ["in /home/ann/work/shop/src, at /home/ann/.claude", "in <cwd>/src, at <home>/.claude"],
  ["/home/ann/.claude/projects/-home-ann-work-shop/memory/", "<home>/.claude/projects/<cwd>/memory/"],
  ["scratch: /tmp/run-1/x", "scratch: <temp>/x"],
  ["Today's date is 2026-11-30.", "Today's date is <date>."],
  ["at 2026-11-30T07:15:03.123Z, and 2026-11-30 07:15:03 +01:00", "at <date>, and <date>"],
  ["Monday, November 30, 2026", "<date>"],
  ["Mon, 30 Nov 2026 07:15:03 GMT", "<date>"],
  ["It is 11/30/2026, 7:15:03 AM", "It is <date>"],
  ["session 01a22b5e-a444-7663-a08e-ddcab8537d0c", "session <uuid>"],
  ["toolu_01AbCdEfGhIjKlMn0pQrStUv and chatcmpl-9AbCdEfGhIjKlMn", "<id> and <id>"],
  ["cc_version=2.1.332.9a2; cch=0f3a9;", "cc_version=2.1.332; cch=;"],
  ["commit ed212fa0ed212fa0ed212fa0ed212fa0ed212fa0", "commit <hash>"],
  ["http://127.0.0.1:43117/v1, localhost:8080, [::1]:99", "http://127.0.0.1:<port>/v1, localhost:<port>, [::1]:<port>"],
  [" - OS Version: Linux 6.18.44-fc\n - Shell: bash", " - OS Version: <os>\n - Shell: bash"],
  [
    "gitStatus: This is\nCurrent branch: main\n\nRecent commits:\ned212fa One\n116de1b Two\n# Next",
    "<git status>\n# Next",
  ],
])("%j is steady as %j", (text, expected) => {
  expect(steady(text, FOLDERS)).toBe(expected);
});

test.each([
  "Answer within 30 minutes, at 10:30, in 2026.",
  "Use port 8080 of example.org:8080.",
  "call_somebody_about_it and user_settings",
  "gpt-5.4-mini, version 1.2.3, abcdefabcdef",
  "/home/anna/work and /tmp/run-10",
  "took 12 ms",
])("%j says something, and stays", (text) => {
  expect(steady(text, FOLDERS)).toBe(text);
});

test("how long a tool took says nothing, what it says does", () => {
  expect(steady("12 passed in 1.34s, 7 ms", {}, true)).toBe("12 passed in <duration>, <duration>");
});

test("the root of a file system is no name for anything", () => {
  expect(steady("a/b", { cwd: "/", home: "" })).toBe("a/b");
});

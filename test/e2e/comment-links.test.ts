import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { escapeCode, escapeMarkdown } from "../../src/report/escape/markdown.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { client, describeWithClients } from "../support/clients.ts";
import { hostile } from "../unit/report/attacks.ts";

/** What GitHub makes links of, in every way that its library knows. */
const ADDRESSES = [
  "https://evil.example/click",
  "http://www.evil.example",
  "ftp://evil.example/a",
  "www.evil.example/steal?x=1",
  "WWW.evil.example",
  "a.www.evil.example (www.evil.example)",
  "owned@evil.example",
  "mailto:owned@evil.example",
  "xmpp:owned@evil.example/room",
  "a:https://evil.example:https://evil.example",
  "&#119;ww.evil.example https&#58;//evil.example",
];

const rendered = (text: string): string => {
  const { status, stdout, stderr } = spawnSync(client("cmarkgfm"), [], { input: text, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
};
const linksOf = (html: string): readonly string[] => Array.from(html.matchAll(/href="([^"]*)"/g), ([, to = ""]) => to);

describeWithClients("GitHub's renderer", ["cmarkgfm"], () => {
  test("makes links of such addresses where nobody escapes them", () => {
    expect(linksOf(rendered(`<code>${ADDRESSES[0]}</code> ${ADDRESSES[3]}`))).toEqual([
      "https://evil.example/click",
      "http://www.evil.example/steal?x=1",
    ]);
  });

  test.each(ADDRESSES)("makes none of %s, in code, in prose and in a cell", (address) => {
    const escaped = [escapeCode, escapeMarkdown].map((escape) => escape(address));
    const table = `| a | b |\n|---|---|\n| ${escaped.join(" | ")} |`;
    expect(linksOf(rendered([...escaped, table].join("\n\n")))).toEqual([]);
    expect(
      rendered(escaped[0] ?? "")
        .replaceAll(/<[^>]*>/g, "")
        .trim(),
    ).toBe(address.replaceAll("&", "&amp;"));
  });

  test.each(ADDRESSES)("makes none of a report that says %s everywhere", (address) => {
    const links = linksOf(rendered(markdown(hostile(address, "https://github.com/a/b", address))));
    expect(links.filter((link) => /evil|mailto|xmpp/.test(link))).toEqual([]);
  });
});

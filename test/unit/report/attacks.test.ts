import { HtmlRenderer, type Node, Parser } from "commonmark";
import { describe, expect, test } from "vitest";
import { codequality } from "../../../src/report/formats/codequality.ts";
import { github } from "../../../src/report/formats/github.ts";
import { FORMATS } from "../../../src/report/formats.ts";
import { reporters } from "../../../src/report/index.ts";
import { gitlabSecretDetection } from "../../../src/report/formats/gitlab-secret-detection.ts";
import { json } from "../../../src/report/formats/json.ts";
import { junit } from "../../../src/report/formats/junit.ts";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { text } from "../../../src/report/text/text.ts";
import { ATTACKS, hostile } from "./attacks.ts";
import { commandsIn } from "./runner.ts";

// Written out here, so that a gap in the product's own list cannot hide behind itself.
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\0-\x09\x0B-\x1F\x7F-\x9F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\p{Cs}\u{E0000}-\u{E007F}]/u;
const attacks = Object.entries(ATTACKS);

describe.each(FORMATS)("%s", (format) => {
  test.each(attacks)("shows nothing hidden: %s", async (_, attack) => {
    const output = (await reporters[format]())(hostile(attack));
    expect(output).not.toMatch(HIDDEN);
  });

  test.each(attacks)("gives the runner no command: %s", async (_, attack) => {
    const obeyed = commandsIn((await reporters[format]())(hostile(attack)));
    const ours = format === "github" ? ["error", "warning", "warning", "notice"] : [];
    expect(obeyed.map(({ name }) => name)).toEqual(ours);
  });

  test.each(attacks)("gives no runner a command inside a line: %s", async (_, attack) => {
    const output = (await reporters[format]())(hostile(attack));
    expect(output).not.toMatch(/##[a-z]*\[/iu);
  });
});

describe("text", () => {
  test.each(attacks)("writes no escape sequence but its own colours: %s", (_, attack) => {
    const coloured = text({ ...hostile(attack), color: true });
    expect(coloured).toContain("\u001B[31m");
    expect(
      coloured
        .split("\u001B")
        .slice(1)
        .filter((part) => !/^\[(?:1|2|22|3[1-4]|39)m/.test(part)),
    ).toEqual([]);
    expect(commandsIn(coloured)).toEqual([]);
  });
});

describe("github", () => {
  test.each(attacks)("keeps the text inside its property and its data: %s", (_, attack) => {
    const [verdict, ...findings] = commandsIn(github(hostile(attack))).toSorted((a, b) => (a.name < b.name ? 1 : -1));
    for (const one of [verdict, ...findings]) {
      expect(
        Object.keys(one?.properties ?? {}).filter(
          (name) => !["file", "line", "endLine", "col", "endColumn", "title"].includes(name),
        ),
      ).toEqual([]);
      expect(one?.properties["title"]).not.toBe("owned");
      expect(one?.properties["line"]).not.toBe("99");
    }
  });
});

describe("JSON formats say the same when parsed", () => {
  test.each(attacks)("json: %s", (_, attack) => {
    const { report, verdict } = hostile(attack);
    expect(JSON.parse(json({ report, verdict }))).toEqual(JSON.parse(JSON.stringify({ ...report, verdict })));
  });

  test.each(attacks)("codequality: %s", (_, attack) => {
    const findings: readonly { description: string; check_name: string; location: { path: string } }[] = JSON.parse(
      codequality(hostile(attack)),
    );
    const found = [`${attack} in commit ${attack.slice(0, 12)}`, attack, attack];
    expect(findings.map(({ description }) => description)).toEqual(found);
    expect(findings.map(({ check_name }) => check_name)).toEqual(["skill/name-format", attack, attack]);
    expect(findings[0]?.location.path).toBe(`${attack}/${attack}`.replace(/^\//, ""));
  });

  test.each(attacks)("sarif: %s", (_, attack) => {
    const [run] = JSON.parse(sarif(hostile(attack))).runs;
    const said = [attack, `Found in commit ${attack.slice(0, 12)}.`, attack, attack].join("\n");
    const escaped = attack.includes("](") ? said.replaceAll("[", "\\[").replaceAll("]", "\\]") : said;
    expect(run.results[0].message.text).toBe(escaped);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^(?:[\w.!~*'()/-]|%[0-9A-F]{2})+$/,
    );
  });
});

describe("junit", () => {
  const TAG = /<[^>]*>/g;
  const OURS =
    /^<(?:\?xml version="1\.0" encoding="UTF-8"\?|\/?testsuites?|\/?testcase|\/?failure|\/?error|\/?system-out)(?: [a-z]+="[^"<>]*")*>$/;

  test.each(attacks)("holds no element of the attacker's: %s", (_, attack) => {
    const output = junit(hostile(attack));
    expect((output.match(TAG) ?? []).filter((tag) => !OURS.test(tag))).toEqual([]);
    expect(output.match(/<testcase /g)).toHaveLength(3);
    expect(output.replaceAll(TAG, "").replaceAll(/&(?:amp|lt|gt|quot|apos|#\d+);/g, "")).not.toMatch(/[<>&]|\]\]>/);
    expect(output).not.toContain("[[ATTACHMENT|");
  });
});

describe("gitlab-secret-detection", () => {
  test.each(attacks)("says in Markdown nothing but text: %s", (_, attack) => {
    const [one] = JSON.parse(gitlabSecretDetection(hostile(attack, undefined, "secret/token"))).vulnerabilities;
    for (const markup of [one.description, one.solution]) expect(markup).not.toMatch(/[<>`*_~[\]|\\$]|:\/\/|@\w/);
  });
});

describe("markdown", () => {
  const parser = new Parser();
  const nodes = (source: string): readonly Node[] => {
    const found: Node[] = [];
    const walker = parser.parse(source).walker();
    for (let step = walker.next(); step; step = walker.next()) if (step.entering) found.push(step.node);
    return found;
  };

  test.each(attacks)("holds no markup of the attacker's: %s", (_, attack) => {
    const found = nodes(markdown(hostile(attack)));
    const html = found
      .filter(({ type }) => type === "html_inline" || type === "html_block")
      .map(({ literal }) => literal);
    expect(
      html.filter((one) => !/^<\/?(?:code|details)>$|^<w?br>$|^<details>\n<summary>1 \w+<\/summary>$/.test(one ?? "")),
    ).toEqual([]);
    expect(
      found.filter(({ type }) =>
        ["link", "image", "code", "code_block", "emph", "strong", "thematic_break"].includes(type),
      ),
    ).toEqual([]);
    expect(found.filter(({ type }) => type === "heading")).toHaveLength(3);
    expect(found.filter(({ type }) => type === "item")).toHaveLength(1);
  });

  test.each(attacks)("keeps the columns of its tables: %s", (_, attack) => {
    const rows = markdown(hostile(attack))
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(rows.map((row) => row.split("|").length - 2)).toEqual([5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5]);
  });

  test.each(attacks)("mentions nobody and links nowhere: %s", (_, attack) => {
    // GitHub and GitLab look for these in the rendered text, outside code.
    const rendered = new HtmlRenderer().render(parser.parse(markdown(hostile(attack))));
    const prose = rendered
      .replaceAll(/<code>.*?<\/code>/g, "")
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll("&amp;", "&");
    expect(prose).not.toMatch(/[@#!%&]\w(?!t;|uot;)|GH-\d|:\/\/|www\./);
  });

  test.each(attacks)("starts no line with the attacker's text: %s", (_, attack) => {
    const starts = /^(?:$|\||##|- |<\/?details>$|<summary>)/;
    expect(
      markdown(hostile(attack))
        .split("\n")
        .filter((line) => !starts.test(line)),
    ).toEqual([]);
  });
});

import { securityEncodedPayload } from "../../src/rules/security/encoded-payload.ts";
import { securityHiddenCharacters } from "../../src/rules/security/hidden-characters.ts";
import { casesOf } from "../support/rule-cases.ts";

const instructions = (text: string) => ({ "AGENTS.md": text });
export const securityHiddenCharactersCases = casesOf(securityHiddenCharacters, [
  {
    because: "tags behind a flag that nothing closes",
    files: instructions("Flag:\n🏴\u{E0067}\u{E0062}\n"),
    reports: ["2:3 There are 2 hidden characters here: tag characters (U+E0067)."],
  },
  {
    because: "closed tags behind a letter",
    files: instructions("a\u{E0067}\u{E007F}\n"),
    reports: ["1:2 There are 2 hidden characters here: tag characters (U+E0067)."],
  },
  { because: "one selector picks a form of a character", files: instructions("葛\u{E0100} ☎\uFE0E\n") },
  {
    because: "two selectors in a row spell something",
    files: instructions("a\uFE00\uFE01\nb\u{E0100}\u{E0101}\n"),
    reports: [
      "1:2 There are 2 hidden characters here: a run of variation selectors (U+FE00).",
      "2:2 There are 2 hidden characters here: a run of variation selectors (U+E0100).",
    ],
  },
  { because: "an isolate in a line of Hebrew", files: instructions("The word \u2067שלום\u2069 is a greeting.\n") },
  {
    because: "an isolate in a line without Hebrew, between lines that have some",
    files: instructions("שלום\nab \u2066cd\nשלום"),
    reports: ["2:4 There is 1 hidden character here: characters that turn the direction of text (U+2066)."],
  },
  {
    because: "an override in a line of Hebrew",
    files: instructions("שלום \u202Eab"),
    reports: ["1:6 There is 1 hidden character here: characters that turn the direction of text (U+202E)."],
  },
  { because: "a joiner on either side of Khmer", files: instructions("ក\u200Ba a\u200Bខ\n") },
  {
    because: "a joiner between Latin letters, also outside the basic plane",
    files: instructions("a\u200Db\n𝐀\u200Bb c\u200B𝐀\n"),
    reports: [
      "1:2 There is 1 hidden character here: zero-width characters (U+200D).",
      "2:3 There is 1 hidden character here: zero-width characters (U+200B).",
      "2:7 There is 1 hidden character here: zero-width characters (U+200B).",
    ],
  },
  {
    because: "one at the edge of a word or of the file",
    files: instructions("\u200Bword word\u200B a\u200B b \u200Bc\u200B"),
  },
  {
    because: "two in a row, even outside a word",
    files: instructions("a \u200B\u200B b\n"),
    reports: ["1:3 There are 2 hidden characters here: zero-width characters (U+200B)."],
  },
]);
export const securityEncodedPayloadCases = casesOf(securityEncodedPayload, [
  {
    because: "a run without capitals, one without small letters, one without digits",
    files: instructions(`${"a1".repeat(110)}\n${"A1".repeat(110)}\n${"aA".repeat(110)}\n`),
  },
  { because: "a run that is one character too short", files: instructions(`${"aA1".repeat(66)}a\n`) },
  {
    because: "a run that is just long enough",
    files: instructions(`${"aA1".repeat(66)}aA\n`),
    reports: ["1:1 Here stand 200 encoded characters."],
  },
  {
    because: "bytes by their numbers, thirty and more in a row",
    files: instructions(`${String.raw`\x6a`.repeat(29)}\n${String.raw`\x6a`.repeat(30)}\n`),
    reports: ["2:1 Here stand 120 encoded characters."],
  },
  {
    because: "an image, and what is only near one",
    files: instructions(`data:image/png;base64, ${"aA1".repeat(70)}\n`),
    reports: ["1:24 Here stand 210 encoded characters."],
  },
]);

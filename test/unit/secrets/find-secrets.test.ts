import { describe, expect, test } from "vitest";
import { findSecrets } from "../../../src/secrets/find-secrets.ts";
import { SECRET_KINDS } from "../../../src/secrets/kinds.ts";
import { blank, redact } from "../../../src/secrets/redact.ts";
import { PLANTED_KINDS, plantedSecrets } from "../../support/planted-secrets.ts";
import { samplePattern } from "../../support/sample-pattern.ts";
import { seeded } from "../../support/seeded.ts";

const SEED = 20_261_125;
const planted = plantedSecrets(PLANTED_KINDS.length * 8, SEED);

describe.each(PLANTED_KINDS)("%s", (kind) => {
  test.each(planted.filter((one) => one.kind === kind))(`is found, seed ${SEED}`, ({ value }) => {
    const text = `before\n  "key": "${value}",\nafter\n`;
    expect(findSecrets(text).map((one) => one.kind?.id)).toEqual([kind]);
    const [secret] = findSecrets(text);
    const own = text.slice(secret?.at.start, secret?.at.end);
    expect(redact(text)).not.toContain(own.slice(0, 5));
    expect(
      redact(text)
        .split("\n")
        .map(({ length }) => length),
    ).toEqual(text.split("\n").map(({ length }) => length));
    expect(blank(text)).toContain("<secret>");
    expect(blank(text)).not.toContain(own.slice(5, 12));
  });
});

test.each([
  ["AWS's documented id", "AKIAIOSFODNN7EXAMPLE"],
  ["AWS's documented key", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
  [
    "the key of every emulator of Cosmos DB",
    ["COSMOS_KEY=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2n", "Q9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="].join(
      "",
    ),
  ],
  [
    "the key of every emulator of Azure's storage",
    ["AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2U", "VErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="].join(
      "",
    ),
  ],
  ["a variable of PowerShell in an address", "git push https://$($env:DEPLOY_TOKEN_OF_PAGES)@example.org/a.git"],
  ["by what a library of Figma is found", '"libraryKey": "7c41b0d2e95f4a6388e1d05b2f9ac3471b6fd2e8"'],
  ["by what two of a kind are found", '"dedup_key": "7c41b0d2e95f4a6388e1d05b2f9ac3471b6fd2e8"'],
  ["dots", "sk-ant-..."],
  ["a hint", "ghp_your_token_here"],
  ["a hint as long as a token", "ghp_" + "YOURTOKEN".repeat(4)],
  ["one character", `ghp_${"x".repeat(36)}`],
  ["a variable", "Authorization: Bearer ${ACCESS_TOKEN_OF_THE_SERVICE}"],
  ["angle brackets", "Authorization: Bearer <access-token-of-the-service>"],
  ["a template", "postgres://user:${PASSWORD}@host/db"],
  ["words for a password", "postgres://user:password@localhost/db"],
  ["the header of a key alone", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
  ["words", "Bearer authentication-is-required-for-this"],
  ["words that have no spaces between them", '"invalidApiKey": "このAPIキーは使えません。設定を見てください。"'],
  ["a word for a terminal", String.raw`PASS = "\x1b[1;32mdone\x1b[0m"`],
  ["a word for a key, in a request", 'curl -u "ada@example.org:apikey" https://api.example.org'],
  ["what a database of this machine begins with", "postgres://orders:orders@127.0.0.1:5432/orders"],
  ["what one of another container does", "postgres://orders:orders@db:5432/orders"],
  ["the number of a trace", '"sentry-trace": "7c41b0d2e95f4a6388e1d05b2f9ac347-1b6fd2e8074ac395"'],
  [
    "the public half of an address",
    ["https://", "7c41b0d2e95f4a6388e1d05b2f9ac347", "@errors.example.org/42"].join(""),
  ],
  ["the number of a project", '"auth", "auth", "{7C41B0D2-E95F-4A63-88E1-D05B2F9AC347}"'],
  ["an extension of Chrome", '"passwordOrigins": "dmkgjalopcnbehifgoapkmejdlcbnhif"'],
  ["what is left of a picture", "\u0000\u001aq\ufffd[\u00b8pat:#\ufffd\\x\ufffd\u00f13pZ#\u0012\u0000K\u0004\u0093'"],
  ["a function of what is called so", String.raw`list.flatMap(token => token.split(/[^\p{Lu}\p{Nd}_]+/gu))`],
  ["a program without white space", "0&&(a(),this.login.password=this.password=q),b()})}catch(n){c(n)}"],
  ["a node of a syntax tree", 'value_token: LET_KW@1042..1046 "let" [] [],'],
  [
    "the badge of a README",
    "[![codecov](https://codecov.io/gh/acme/shop/graph/badge.svg?token=q7Hn2Kd9Xw)](https://codecov.io/gh/acme/shop)",
  ],
  ["the hash of a secret", '"hashed_secret": "3ea3c0b29d5f4a6388e1d05b2f9ac34771b6fd2e"'],
  ["the password of one call", String.raw`a=ice-ufrag:YnNx\r\na=ice-pwd:jIsRq7Hn2Kd9XwPz4LbVc3Tf\r\n`],
  ["a field of a project", 'FIELD_JIRA_PRIORITY="PVTSSF_lADOAAwXEc4BbxeHzhXc2J0"'],
  ["a pattern of awk", "$0 ~ /^DEPLOY_AGENT_TOKEN=[^[:blank:]]+$/ { print }"],
  ["a call with a map", 'token = _sign_token({"scope": ["read"]})'],
  ["an argument beside more of a program", "go:(f,m)=>{x.secretKey=m,p.s[o[1]]?p.s[o[1]][0]!==m&&(p.s[o[1]]=[m]):0}"],
  ["letters and digits in turn, as in an example", ["Example: AIza", "SyA1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6Q"].join("")],
])("%s is no secret", (_, text) => {
  expect(findSecrets(text)).toEqual([]);
});

test.each([
  ["its own host", ["postgres://orders:orders", "@db.example.org:5432/orders"].join("")],
  ["another user's", ["postgres://ada:hq7", "Zt9@localhost:5432/orders"].join("")],
  ["no number behind it", ["https://", "7c41b0d2e95f4a6388e1d05b2f9ac347", "@git.example.org/a.git"].join("")],
  ["the last argument of a call", ["open(password=", "Hq7Zt9wLk2", ").read()"].join("")],
  ["an accent", ["password: ", "Mü7Zt9wLk2qX"].join("")],
])("a secret is one with %s", (_, text) => {
  expect(findSecrets(text)).toHaveLength(1);
});

test.each(SECRET_KINDS.map(({ id, anchors }) => [id, anchors] as const))(
  "no text is too hostile to be searched to its end: %s",
  (_, anchors) => {
    for (const anchor of anchors)
      for (const filling of ["", "a", "a1B", "-", "/", " ", "a."]) {
        const text = (anchor + filling.repeat(20)).repeat(2000);
        for (const { at } of findSecrets(text)) expect(at.end).toBeGreaterThan(at.start);
      }
  },
);

test("a text of nothing but secrets shows none of them, however many there are", () => {
  const one = planted.find(({ kind }) => kind === "github-token")?.value ?? "";
  expect(redact(`${one}\n`.repeat(5000))).not.toContain(one.slice(4));
});

describe("what a kind's pattern describes", () => {
  // A private key's text has to be base64 as well, or that of one.
  const described = SECRET_KINDS.filter(({ id }) => !id.startsWith("private-key"));
  test.each(described.map((kind) => [kind.id, kind] as const))("is found: %s", (id, { pattern }) => {
    const next = seeded(SEED);
    const found = Array.from({ length: 20 }, () => findSecrets(`x "${samplePattern(pattern.source, next)}" y`));
    expect(found.filter((secrets) => secrets.some(({ kind }) => kind?.id === id)).length).toBeGreaterThan(17);
  });
});

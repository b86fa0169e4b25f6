import { expect, test } from "vitest";
import { persistedCredentials } from "../../../../src/rehearsal/refusal/persisted-credentials.ts";
import { readGitConfig } from "../../../../src/rehearsal/refusal/read-git-config.ts";

const keptBy = (text: string): readonly string[] =>
  persistedCredentials(readGitConfig(text)).map(({ line, key }) => `${line} ${key}`);

const HELPER =
  '[credential "https://gitlab.com"]\n\thelper = "!f(){ if [ \\"$1\\" = \\"get\\" ] ; then echo \\"password=${CI_JOB_TOKEN}\\" ; fi ; } ; f"';

test.each([
  [
    "what actions/checkout wrote",
    '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic x',
    "2 http.https://github.com/.extraheader",
  ],
  ["the same on one line, in capitals", "[HTTP] ExtraHeader = x", "1 http.extraheader"],
  [
    "a token in an address",
    '[remote "origin"]\n\turl = https://x-access-token:x@github.com/a/b',
    "2 remote.origin.url",
  ],
  ["a token without a user", '[remote "origin"]\n\tpushurl = https://x@github.com/a/b', "2 remote.origin.pushurl"],
  [
    "an address that replaces others",
    '[url "https://u:p@gitlab.com/"]\n\tinsteadOf = git@gitlab.com:',
    "2 url.https://u:p@gitlab.com/.insteadof",
  ],
  ["a helper", "[credential]\n\thelper = store --file=/tmp/x", "2 credential.helper"],
  [
    "a helper of one host",
    '[credential "https://a.b"]\n\thelper = "!f() { echo x; }; f"',
    "2 credential.https://a.b.helper",
  ],
  ["the key that ssh is to use", '[core]\n\tsshCommand = ssh -i "/home/runner/key"', "2 core.sshcommand"],
  ["a proxy's password", "[http]\n\tproxy = http://u:p@proxy:80", "2 http.proxy"],
  [
    "a header that only begins like a run's name",
    "[http]\n\textraheader = X-Gitaly-Correlation-ID: a, b: c",
    "2 http.extraheader",
  ],
  ["a helper that knows the job's token", HELPER, "2 credential.https://gitlab.com.helper"],
  ["a value over two lines", "[http]\n\textraheader = \\\n  x\n\tcookieFile = /c", "2 http.extraheader"],
])("%s is a credential", (_, text, expected) => {
  expect(keptBy(text)[0]).toBe(expected);
});

test("what holds none", () => {
  const text = [
    "[core]",
    "\tbare = false ; http.extraheader = x",
    "\tsshCommand = ssh",
    "# [http] extraheader = x",
    '[remote "origin"]',
    "\turl = https://github.com/a/b",
    "\tpushurl = ssh://git@github.com/a/b",
    "\tfetch = +refs/heads/*:refs/remotes/origin/*",
    "[credential]",
    "\thelper =",
    "[http]",
    "\tproxy = http://proxy:80",
    "\textraHeader = X-Gitaly-Correlation-ID: 01JXYZ-4f",
    '[branch "user@host"]',
    "\tremote = origin",
  ];
  expect(keptBy(text.join("\n"))).toEqual([]);
});

test("values are read as git reads them", () => {
  const text = '[a "b \\" c"]\r\n  key = "one # two" ; three\r\n  other\r\n[d]e = f\\\n g\n';
  expect(readGitConfig(text)).toEqual([
    { line: 2, key: 'a.b " c.key', value: "one # two" },
    { line: 3, key: 'a.b " c.other', value: "true" },
    { line: 4, key: "d.e", value: "f g" },
  ]);
});

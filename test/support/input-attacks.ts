/** What an attacker may write into an input of a component, by the input's name. */
export const INPUT_ATTACKS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  path: [
    "skills\ntouch owned",
    "$(touch owned)",
    "`touch owned`",
    "skills; touch owned",
    "skills' && touch owned #",
    "--output=json=owned",
  ],
  config: ["$CI_JOB_TOKEN", "a|touch owned"],
  "policy-from": ["--upload-pack=touch owned"],
  version: ["0.1.0; touch owned", "https://evil.example/agent-ci.tgz"],
  "tarball-url": ["file:///etc/passwd"],
  "tarball-sha256": ["abc"],
  "job-prefix": ["../../"],
};

/**
 * The variables that a command of a rollout gets of those of its pipeline, by name: what every program needs to start,
 * and nothing that has a token, a key or an address with a password in it. That a list is kept of what is given, and
 * none of what is held back, is what leaves out tokens that nobody has heard of yet.
 */
const KEPT = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "CI",
  "SystemRoot",
  "PATHEXT",
  "ComSpec",
];

export const jobVariables = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

import type { GitSetting } from "./read-git-config.ts";

/** Keys that hold a credential or name what has one: a header, cookies, a certificate's key, a helper. */
const HOLDERS = [
  /^http(?:\..*)?\.(?:extraheader|cookiefile|sslkey|proxy)$/,
  /^credential(?:\..*)?\.helper$/,
  /^core\.(?:sshcommand|askpass)$/,
];
/** A user, or a password, before the host of an address. */
const USERINFO = /:\/\/[^/\s@]*@/;
/** The header by which a runner of GitLab names its job in the server's log; nobody is let in by it. */
const NAMES_A_RUN = /^X-Gitaly-Correlation-ID:[ \t]*[\w-]*$/i;
/** `git@` over SSH names nobody's password. */
const NOBODY = /^ssh:\/\/[^/\s:@]*@/;

/** The settings among these that keep a credential in reach of whoever reads the checkout. */
export const persistedCredentials = (settings: readonly GitSetting[]): readonly GitSetting[] =>
  settings.filter(({ key, value }) => {
    if (HOLDERS.some((holder) => holder.test(key))) return holds(key, value);
    return [key, value].some((text) => USERINFO.test(text) && !NOBODY.test(text));
  });

/**
 * An empty helper takes others back, a proxy without a user is only an address,
 * and plain `ssh` has the user's own keys.
 */
function holds(key: string, value: string): boolean {
  if (key.endsWith(".proxy")) return USERINFO.test(value);
  if (key.endsWith(".extraheader") && NAMES_A_RUN.test(value)) return false;
  return value !== "" && !(key === "core.sshcommand" && value === "ssh");
}

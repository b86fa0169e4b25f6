/** A variable that a `.env` file declares. Its value is not even kept. */
export interface DeclaredName {
  readonly name: string;
  readonly start: number;
  /** It steers agent-ci, git, Node or the loader of programs: no file of a repository may set it. */
  readonly reserved: boolean;
}

const RESERVED = /^(?:AGENT_CI_|GIT_|LD_|DYLD_|npm_config_)|^(?:NODE_OPTIONS|NODE_PATH|PATH|PATHEXT|BASH_ENV|ENV)$/i;

/** The names on the left of `NAME=value` and `export NAME=value`, one per line. */
export function declaredNames(text: string): readonly DeclaredName[] {
  return Array.from(text.matchAll(/^([ \t]*(?:export[ \t]+)?)([A-Za-z_][A-Za-z0-9_]*)[ \t]*=/gm), (found) => {
    const [, before = "", name = ""] = found;
    return { name, start: found.index + before.length, reserved: RESERVED.test(name) };
  });
}

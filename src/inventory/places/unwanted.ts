/**
 * What has no place in a repository, by the rule that says so: names and ways of folders at any depth, with `*`, `**`
 * and `{a,b}` as everywhere. The rules refuse these, and the hook and the change filters of pipelines begin for them:
 * each reads this table, so that none lets through what another refuses.
 */
export const UNWANTED = {
  "hygiene/communication-log": {
    paths: [
      "shared-state/**/communication.{md,json,jsonl,log}",
      "shared-state/**/communication-log.{md,json,jsonl,log}",
      ".aider.{chat.history.md,input.history,llm.history}",
    ],
  },
  "hygiene/credential-file": {
    paths: [
      "{.netrc,_netrc,.pgpass,.git-credentials,.htpasswd}",
      "id_{rsa,dsa,ecdsa,ed25519}",
      "*.{ppk,kdbx,p12,pfx}",
      "client_secret*.json",
      "{credentials,application_default_credentials}.json",
      "service{-,_}account.json",
      "service{-,_}account{-,_}key.json",
      ".aws/credentials",
      ".config/gcloud/**",
      ".kube/config",
      ".claude/.credentials.json",
      ".codex/auth.json",
      ".gemini/oauth_creds.json",
    ],
  },
  "hygiene/env-file": {
    paths: [".env", ".env.*"],
    except: [
      ".env.{example,sample,template,tmpl,dist,default,defaults,schema,vault}",
      ".env.*.{example,sample,template,tmpl,dist,default,defaults,schema,vault}",
    ],
  },
  "hygiene/lock-file": {
    paths: ["shared-state/**/locks/**", "shared-state/**/*.lock", "*.pid.lock", ".claude/scheduled_tasks.lock"],
  },
  "hygiene/runtime-state": {
    paths: ["shared-state/**/agent-status.json", ".claude/worktrees/**", "*.pid"],
  },
  "hygiene/session-log": {
    paths: ["logs/active/**", ".claude/projects/**/*.jsonl", ".codex/sessions/**/*.jsonl"],
    except: ["logs/active/**/{.gitkeep,.gitignore,README.md}"],
  },
} as const satisfies Readonly<Record<string, Row>>;

interface Row {
  readonly paths: readonly string[];
  /** What the paths would have too, and is wanted. */
  readonly except?: readonly string[];
}
export type UnwantedRule = keyof typeof UNWANTED;

const isUnwantedRule = (id: string): id is UnwantedRule => Object.hasOwn(UNWANTED, id);

/** The rules of the table, in its order. */
export const UNWANTED_RULES: readonly UnwantedRule[] = Object.keys(UNWANTED).filter(isUnwantedRule);

/** Whether a path is what a rule refuses. Linear in its length, for each path of a repository is asked about. */
export function isUnwanted(rule: UnwantedRule, path: string): boolean {
  const { paths, except } = (compiled[rule] ??= compile(UNWANTED[rule]));
  return paths.test(path) && except?.test(path) !== true && !PRETENDED.test(path);
}

/** What tests and evaluations are fed with looks like the real thing, and is meant to. */
const PRETENDED = /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|evals)\//;

const compiled: Partial<Record<UnwantedRule, { readonly paths: RegExp; readonly except?: RegExp }>> = {};

const compile = ({ paths, except }: Row) => ({
  paths: anyOf(paths),
  ...(except && { except: anyOf(except) }),
});

const anyOf = (paths: readonly string[]): RegExp => new RegExp(`(?:^|/)(?:${paths.map(expression).join("|")})$`);

const PIECES: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".+",
  "*": "[^/]*",
  "{": "(?:",
  ",": "|",
  "}": ")",
};

const expression = (path: string): string =>
  path.replaceAll(/\*\*\/|\*\*|[*{,}]|[.+?^$()|[\]\\]/g, (piece) => PIECES[piece] ?? `\\${piece}`);

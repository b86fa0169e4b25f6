import type { Circumstances } from "../../rehearsal/refusal/refuse-run.ts";
import { persistedCredentials } from "../../rehearsal/refusal/persisted-credentials.ts";
import { readGitConfig } from "../../rehearsal/refusal/read-git-config.ts";
import { memberAt, readEvent } from "../pipeline/event.ts";
import { forgeOf, pullRequestOf } from "../pipeline/pipeline.ts";
import { gitConfigFiles } from "./find-credentials.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What a rehearsal has to know of its job: `top` is the checkout, `ephemeral` what somebody declared. Outside a
 * pipeline only the credentials of the checkout do not count: they are the user's own, on a machine of their own.
 */
export function circumstancesOf(env: Env, top: string, ephemeral: boolean): Circumstances {
  const forge = forgeOf(env);
  const { GITHUB_EVENT_NAME: event } = env;
  return {
    ...(forge && { forge }),
    ...(event !== undefined && { event }),
    fork: mayBeFork(env),
    selfHosted: forge === "github" ? env["RUNNER_ENVIRONMENT"] !== "github-hosted" : forge === "gitlab",
    ephemeral: ephemeral || env["CI_DISPOSABLE_ENVIRONMENT"] === "true",
    credentials: forge === undefined ? [] : credentialsOf(top),
  };
}

/** Also where the event does not say whose the change is. What a merge queue has taken, somebody has reviewed. */
function mayBeFork(env: Env): boolean {
  if (env["GITHUB_EVENT_NAME"] === "merge_group") return false;
  const request = pullRequestOf(env);
  if (request === undefined || request.forge === "gitlab") return request?.fork ?? false;
  const head = memberAt(readEvent(env["GITHUB_EVENT_PATH"]), "pull_request", "head", "repo", "full_name");
  return request.fork || typeof head !== "string";
}

function credentialsOf(top: string): Circumstances["credentials"] {
  return gitConfigFiles(top, includedBy).flatMap(({ file, text }) =>
    persistedCredentials(readGitConfig(text)).map(({ line, key }) => ({ file, line, key: withoutUser(key) })),
  );
}

const includedBy = (text: string): readonly string[] =>
  readGitConfig(text)
    .filter(({ key }) => /^include(?:if\..*)?\.path$/.test(key))
    .map(({ value }) => value);

/** `url.<address>.insteadOf` may have the credential in its name. */
const withoutUser = (key: string): string => key.replaceAll(/:\/\/[^/\s@]*@/g, "://…@");

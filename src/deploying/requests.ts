import type { RolloutRequest } from "../rollout/reconcile/evidence.ts";
import { redact } from "../secrets/redact.ts";
import { requestIn } from "./read-state.ts";

/** A reason, or what an alert says, may hold a secret, and the log keeps it for ever. */
export const withoutSecrets = (request: RolloutRequest): RolloutRequest => ({ ...request, why: redact(request.why) });

/** Requests of a rollout lie in a folder of their own, a file each, until a tick has answered them. */
const folderOf = (rollout: string): string => `requests/${rollout}/`;
export const requestPath = (rollout: string, id: string): string => `${folderOf(rollout)}${id}.json`;

const requestFiles = (files: ReadonlyMap<string, string>, rollout: string): readonly (readonly [string, string])[] =>
  [...files].filter(([path]) => path.startsWith(folderOf(rollout)) && path.endsWith(".json"));

/** What is asked of a rollout. A file that is no request asks nothing. */
export const requestsOf = (files: ReadonlyMap<string, string>, rollout: string): readonly RolloutRequest[] =>
  requestFiles(files, rollout).flatMap(([path, text]) => {
    const request = requestIn(text);
    return request && path === requestPath(rollout, request.id) ? [request] : [];
  });

/** The files to be gone once a tick was written: answered, or no requests. */
export const answeredFiles = (
  files: ReadonlyMap<string, string>,
  rollout: string,
  answered: readonly string[],
): readonly string[] => {
  const ids = new Set(answered);
  const open = new Set(
    requestsOf(files, rollout)
      .filter(({ id }) => !ids.has(id))
      .map(({ id }) => requestPath(rollout, id)),
  );
  return requestFiles(files, rollout)
    .map(([path]) => path)
    .filter((path) => !open.has(path));
};

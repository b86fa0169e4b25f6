import type { WrittenMetric } from "../spec/spec.ts";
import type { FieldMapping, RecordReading } from "./task-record.ts";

/** Names of branches of records: such as git takes for no option and no path. */
export const BRANCH = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9][A-Za-z0-9_-]*)*$/;

/** Where task records are: files of the checkout, a branch that workers push to, or an address. */
export type RecordSource =
  | { readonly from: "files"; readonly path: string }
  | { readonly from: "branch"; readonly branch: string; readonly path?: string }
  | { readonly from: "address"; readonly url: string }
  | ({ readonly from: "runs" } & WorkflowSource);

/** Runs of a workflow of GitHub, each of which is a task. */
export interface WorkflowSource {
  readonly workflow: string;
  readonly branch: string;
  readonly event?: string;
  /** `owner/name`; absent: the repository whose job this is. */
  readonly repository?: string;
  /** The name of the variable that has the token. */
  readonly token: string;
}

/** The records that a metric is judged by. */
export interface AskedRecords extends RecordReading {
  readonly source: RecordSource;
  /** CEL over `task`: what else stands there is about no task. */
  readonly where?: string;
}

/** The records of a metric that is judged by them, as the schema of its provider lets it be written. */
export function recordsOf({ provider, series }: Pick<WrittenMetric, "provider" | "series">): AskedRecords {
  const { githubActions } = provider;
  if (githubActions) {
    const { where } = githubActions;
    const source = { from: "runs", ...workflowOf(githubActions) } as const;
    return { of: "tasks", source, fields: {}, variant: "canary", ...(typeof where === "string" && { where }) };
  }
  const { path, branch, url, where, fields, variant } = provider["jsonl"] ?? {};
  return {
    of: series ? "samples" : "tasks",
    source: sourceOf(path, branch, url),
    fields: mappingOf(fields),
    ...(typeof where === "string" && { where }),
    ...((variant === "stable" || variant === "canary") && { variant }),
  };
}

/** Whether a metric is judged by records. */
export const hasRecords = ({ provider }: Pick<WrittenMetric, "provider">): boolean =>
  provider["jsonl"] !== undefined || provider["githubActions"] !== undefined;

function workflowOf({ workflow, branch, event, repository, token }: Readonly<Record<string, unknown>>): WorkflowSource {
  return {
    workflow: String(workflow),
    branch: String(branch),
    ...(typeof event === "string" && { event }),
    ...(typeof repository === "string" && { repository }),
    token: typeof token === "string" ? token : "GITHUB_TOKEN",
  };
}

function sourceOf(path: unknown, branch: unknown, url: unknown): RecordSource {
  if (typeof url === "string") return { from: "address", url };
  if (typeof branch === "string") return { from: "branch", branch, ...(typeof path === "string" && { path }) };
  return { from: "files", path: String(path) };
}

const mappingOf = (fields: unknown): FieldMapping =>
  typeof fields === "object" && fields !== null
    ? Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, String(path)]))
    : {};

import type { GitLabProject } from "../gitlab-call.ts";

export interface GitLabSubject extends GitLabProject {
  /** The address of its GraphQL: CI_API_GRAPHQL_URL. It alone says whose the address of a commit is. */
  readonly graphql: string;
  /** Of the project: CI_PROJECT_PATH. */
  readonly fullPath: string;
  /** The merge request. */
  readonly number: number;
  /** The pipeline whose deployment waits for an approval; without one none has. */
  readonly pipeline?: number;
  readonly environment: string;
  /** The file whose owners may approve by a comment. */
  readonly path: string;
}

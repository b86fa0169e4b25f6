import { forgeOf } from "./pipeline.ts";

/** Whether the forge says that the branch or tag of this pipeline is protected. */
export function isProtectedRef(env: Readonly<Record<string, string | undefined>>): boolean {
  switch (forgeOf(env)) {
    case "github":
      return env["GITHUB_REF_PROTECTED"] === "true";
    case "gitlab":
      return env["CI_COMMIT_REF_PROTECTED"] === "true";
    default:
      return false;
  }
}

/** What somebody writes to say that this is none: `CI=false npm run build`. */
const NONE: ReadonlySet<string> = new Set(["", "0", "false", "no", "off"]);

/** Whether nobody is there to be asked: a pipeline runs this, which every forge says by `CI`. */
export const inPipeline = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !NONE.has((env["CI"] ?? "").trim().toLowerCase());

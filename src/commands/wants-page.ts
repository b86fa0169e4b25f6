import type { Workspace } from "../workspace/workspace.ts";

/** Whether the report becomes a page, which has room for what no other format shows. */
export const wantsPage = ({ policy: { settings } }: Workspace): boolean =>
  settings.format === "html" || settings.output.some(({ format }) => format === "html");

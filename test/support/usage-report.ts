import { runCli } from "./run-cli.ts";
import { tempFolder } from "./temp-folder.ts";
import type { UsedByLogs } from "../../src/cost/used/usage-section.ts";

/** `cost report` over these files below `logs/`, beside a configuration if there is one. */
export async function reportUsage(files: Readonly<Record<string, string>>, args: readonly string[] = [], config = "") {
  const logs = Object.fromEntries(Object.entries(files).map(([path, text]) => [`logs/${path}`, text]));
  const folder = tempFolder({ ...logs, ...(config !== "" && { "agent-ci.yaml": config }) });
  const ran = await runCli(folder, ["cost", "report", "--logs", "logs", "--format", "json", ...args]);
  const report: {
    readonly diagnostics: readonly { readonly rule: string; readonly message: string }[];
    readonly sections: readonly { readonly kind: string; readonly data: UsedByLogs }[];
  } = ran.out.startsWith("{") ? JSON.parse(ran.out) : { diagnostics: [], sections: [] };
  const usage = report.sections.find(({ kind }) => kind === "usage")?.data;
  return {
    ...ran,
    usage,
    /** Nano-dollars. */
    cost: usage?.total.expected,
    said: report.diagnostics.map(({ rule, message }) => `${rule} ${message}`),
    table: (by: string) =>
      Object.fromEntries(
        usage?.tables.find((one) => one.by === by)?.rows.map(({ name, expected }) => [name, expected]) ?? [],
      ),
  };
}

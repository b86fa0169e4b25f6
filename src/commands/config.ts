import { showLines } from "../report/escape/terminal.ts";
import { safeJson } from "../report/escape/json.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption, failOnOption, listFormat, onInconclusive, pathArgument } from "./options.ts";
import { describeOrigin, settingAt } from "../workspace/setting-lines.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const configCommand: Command = defineCommand({
  name: "config",
  summary: "Print the effective configuration.",
  positionals: [pathArgument],
  options: [
    { name: "explain", type: "boolean", summary: "Say for every value where it comes from." },
    listFormat,
    configOption,
    failOnOption,
    onInconclusive,
  ],
  examples: [{ line: "agent-ci config --explain", does: "every value, and the flag, variable or line that set it" }],
  async run(world, values, [target]) {
    const { policy } = await openWorkspace(world, target, values);
    const { settings, origins, environment } = policy;
    if (values.format === "json") {
      const explained = Object.fromEntries([...origins].map(([key, origin]) => [key, describeOrigin(origin)]));
      world.out(safeJson({ settings, environment, ...(values.explain && { origins: explained }) }));
      return 0;
    }
    const named = `environment: ${environment.name} (${environment.from})`;
    const ignored =
      environment.ignored === undefined
        ? []
        : [`NODE_ENV=${environment.ignored} is ignored: it names no environment. Set AGENT_CI_ENV.`];
    const lines = [...origins].map(([key, origin]) => {
      const value = `${key}: ${JSON.stringify(settingAt(settings, key))}`;
      return values.explain ? `${value}  # ${describeOrigin(origin)}` : value;
    });
    world.out(showLines([named, ...ignored, ...lines]));
    return 0;
  },
});

import { TOOL } from "../../src/report/tool.ts";
import { type ActionPlace, renderAction } from "./action-file.ts";
import { renderActionPage } from "./action-readme.ts";
import type { PillarManifest } from "./load-pillars.ts";

/** The command that is the root action as well; in its own folder it runs on the job's Node. */
const UMBRELLA = "check";

/** Path → text of the actions in this repository: each under `actions/`, and the root action. */
export function renderActions(pillars: readonly PillarManifest[]): ReadonlyMap<string, string> {
  return new Map(
    pillars.flatMap((command) => [
      ...folder(`actions/${command.name}`, command, "../.."),
      ...(command.name === UMBRELLA
        ? [["action.yml", renderAction(command, { up: "", using: "node24", title: TOOL.name })] as const]
        : []),
    ]),
  );
}

/** What a release has besides: each action at the root, where `uses: agent-ci/agent-ci/<name>@v1` of a version 1 looks for it. */
export function renderRootActions(pillars: readonly PillarManifest[]): ReadonlyMap<string, string> {
  return new Map(pillars.flatMap((command) => folder(command.name, command, "..")));
}

function folder(path: string, command: PillarManifest, up: string): readonly (readonly [string, string])[] {
  const place: ActionPlace = { up, using: command.name === UMBRELLA ? "composite" : "node24" };
  return [
    [`${path}/action.yml`, renderAction(command, place)],
    [`${path}/README.md`, renderActionPage(command, place)],
  ];
}

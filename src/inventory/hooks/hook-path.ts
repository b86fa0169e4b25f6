import type { Artifact } from "../../model/artifact.ts";
import type { Hook } from "./hook.ts";
import { type StartedFile, startedFile } from "./hook-script.ts";
import { folderOf, type Layout, pathFrom } from "../places/layout.ts";
import { isMaterialPath } from "../places/loaded-here.ts";
import { stringAt } from "../texts/text-nodes.ts";

/** A script of this repository that a hook surely starts, by the places where its client looks for it. */
export interface HookScript extends StartedFile {
  readonly command: string;
  readonly places: readonly [string, ...string[]];
}

const PLUGIN_ROOT = /^\$\{?(?:CLAUDE_PLUGIN_ROOT|CURSOR_PLUGIN_ROOT|PLUGIN_ROOT)\}?\/(.+)$/;
const PROJECT = /^\$\{?CLAUDE_PROJECT_DIR\}?\/(.+)$/;
/** Folders of what is generated: what an installation or a build puts there is no business of the repository. */
const GENERATED = /(?:^|\/)(?:node_modules|dist|build|out|target|\.?venv|vendor)\/|(?:^|\/)bin\/[^./]+$/;

/**
 * The script of a command where the place of it is certain: below the plugin's root or the project's folder by their
 * variables, or relative where the client starts hooks in a known folder. Undefined for everything else.
 */
export function hookScript(artifact: Artifact, hook: Hook, command: string, layout: Layout): HookScript | undefined {
  const script = isMaterialPath(artifact.path) ? undefined : startedFile(command);
  if (!script) return undefined;
  const places = placesOf(artifact, hook, script.path, layout);
  const [first, ...others] = places;
  return first === undefined || GENERATED.test(first) ? undefined : { ...script, command, places: [first, ...others] };
}

function placesOf(artifact: Artifact, hook: Hook, written: string, layout: Layout): readonly string[] {
  const inPlugin = PLUGIN_ROOT.exec(written)?.[1];
  if (inPlugin !== undefined) return below(pluginRootOf(artifact, layout), inPlugin);
  const inProject = PROJECT.exec(written)?.[1];
  if (inProject !== undefined) return below(projectOf(artifact, ".claude"), inProject);
  if (/^[/~]|^[A-Za-z]:/.test(written)) return [];
  if (hook.dialect === "cursor") {
    const project = projectOf(artifact, ".cursor");
    return project === undefined ? [] : [...below(project, written), ...below(folderOf(artifact.path), written)];
  }
  const folder = stringAt(hook.handler, "cwd")?.value ?? ".";
  return hook.dialect === "copilot" && folder === "." ? below(projectOf(artifact, ".github"), written) : [];
}

function below(root: string | undefined, written: string): readonly string[] {
  if (root === undefined || /[$\\%]/.test(written)) return [];
  const path = pathFrom(root, written);
  return path === undefined ? [] : [path];
}

/** Whether a folder is surely a plugin: by a manifest, by its neighbours, or by the components beside its hooks. */
function isPlugin({ pluginOf, has }: Layout, root: string, path: string): boolean {
  if (pluginOf(path) === root || /(?:^|\/)(?:external_)?plugins\/[^/]+$/.test(root)) return true;
  return ["skills", "commands", "agents"].some((folder) => has(root === "" ? folder : `${root}/${folder}`));
}

/** Claude Code loads `hooks/hooks.json` of a plugin's root and what its manifest says; other places are samples. */
export function pluginRootOf({ path, kind }: Artifact, layout: Layout): string | undefined {
  if (kind === "plugin") return folderOf(path).replace(/(?:^|\/)\.[\w-]+-plugin$/, "");
  if (!/(?:^|\/)hooks\/hooks[^/]*\.json$/.test(path) || /(?:^|\/)\.[^/]+\/hooks\//.test(path)) return undefined;
  const root = folderOf(folderOf(path));
  return isPlugin(layout, root, path) ? root : undefined;
}

/** The folder that holds the client's folder, for files that it loads from there. */
function projectOf({ path }: Artifact, folder: string): string | undefined {
  const at = `/${path}`.lastIndexOf(`/${folder}/`);
  return at === -1 ? undefined : path.slice(0, Math.max(at - 1, 0));
}

import { EXIT } from "../../gate/exit.ts";
import { readMessage } from "../../host/git/read-message.ts";
import { stagedChanges } from "../../host/git/staged-changes.ts";
import { hookedRepository, stagedPlace } from "../../host/git/staged-place.ts";
import { locate } from "../../inventory/places/locate.ts";
import { UsageError } from "../../model/usage-error.ts";
import { terminal } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";
import { messageProblem } from "./commit-message.ts";
import type { HookValues } from "./hook.ts";

/**
 * Asks for a conventional message where the commit changes a team template:
 * what kind of change it is decides its version.
 */
export async function commitMsg(world: World, _values: HookValues, files: readonly string[]): Promise<number> {
  const [file, more] = files;
  if (file === undefined || more !== undefined)
    throw new UsageError('commit-msg takes the one file of the message: agent-ci hook commit-msg "$1"');
  const repository = hookedRepository(world.cwd, world.env);
  const problem = messageProblem(readMessage(world.cwd, file));
  if (problem === undefined) return EXIT.pass;
  const changes = stagedChanges(repository).filter(({ own }) => own);
  const changed = new Set(changes.map(({ path }) => path));
  const { files: staged } = stagedPlace(repository);
  const gone = changes.flatMap((one) => (one.gone ? [{ path: one.path }] : []));
  const template = locate([...staged.list(), ...gone], repository.prefix).find(
    ({ kind, path }) => kind === "team" && changed.has(path),
  );
  if (!template) return EXIT.pass;
  world.notice(`${terminal(template.path)} is a team template, and its version follows from the message: ${problem}`);
  world.err(
    "Write for example `feat(team): let a second agent review`, `fix: …`, or `feat!: …` for what breaks its users.\n" +
      "https://www.conventionalcommits.org/en/v1.0.0/\n",
  );
  return EXIT.fail;
}

import { append } from "../../src/ledger/append.ts";
import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch } from "../../src/host/state/state-branch.ts";

/**
 * A process that appends to the log of a repository's branch of states: `node append-to-state.ts <folder> <name> <times>
 * [<remote>]`. So many times, reading again where somebody else was first; or `once`, on an empty branch, and says what
 * came of it.
 */
const [folder = "", name = "", times = "", address] = process.argv.slice(2);
const LOG = "audit/000001.jsonl";
const branch = openStateBranch(
  openGit(folder, process.env),
  address === undefined ? {} : { remote: { address, credentials: {} } },
);

async function write(
  number: number,
  { commit, bytes }: Pick<Awaited<ReturnType<typeof branch.read>>, "commit" | "bytes">,
) {
  const event = { ts: "2026-11-30T12:00:00Z", actor: name, event: "request", rollout: null, env: null, before: null };
  const { log } = append(bytes.get(LOG) ?? "", [{ ...event, after: null, evidence: [{ number }] }]);
  return branch.write(commit, new Map([[LOG, log]]), `request of ${name}`);
}

if (times === "once") process.stdout.write(await write(0, { commit: null, bytes: new Map() }));
else
  for (let number = 0; number < Number(times);)
    if ((await write(number, await branch.read())) === "written") number += 1;

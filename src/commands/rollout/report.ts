import { expectBranch } from "../../deploying/read-state.ts";
import { stateOf } from "../../deploying/ask.ts";
import { historyOf } from "../../deploying/read-history.ts";
import type { Place } from "../../host/files/place.ts";
import type { Git } from "../../host/git/git.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type RolloutAttempt, attemptsOf, sharesOf } from "../../rollout/history/attempts.ts";
import { kindFor, reportSheet } from "../../rollout/history/report.ts";
import { compareReleases, type ReleaseDifference } from "../../rollout/release/compare-releases.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { trustedKeys } from "../deploy/keys.ts";
import { expectNamed, findRollout, nameOfRollout } from "../deploy/read-rollout.ts";
import { releaseOfCommit } from "../deploy/release-of-commit.ts";
import type { RolloutValues } from "./options.ts";
import { tellSheets } from "./tell-sheets.ts";

/** What an attempt came to, by what was signed: nothing else is told of it. 1 where nobody vouches for the log. */
export async function rolloutReport(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  expectNamed(named, "rollout report");
  const name = nameOfRollout(named);
  const { branch, place, git } = await openState(world, values.state);
  const read = await branch.read({ closed: true });
  expectBranch(read);
  const { moments, reasons } = historyOf(read, name, trustedKeys(place.top));
  if (moments.length === 0) stateOf(read, name);
  const covered = reasons.length === 0;
  const attempts = attemptsOf(moments);
  const attempt = values.attempt === undefined ? attempts.at(-1) : attemptNamed(attempts, values.attempt, "--attempt");
  if (!attempt)
    throw new UsageError(
      covered
        ? `Nothing is signed of ${name} yet.`
        : `Nobody vouches for what is said of ${name}: ${reasons.join("; ")}.`,
    );
  const kind = values.kind ?? kindFor(attempt);
  const before =
    values.with === undefined ? goodBefore(attempts, attempt) : attemptNamed(attempts, values.with, "--with");
  if (kind === "comparison" && !before)
    throw new UsageError(`No attempt before ${attempt.id} was healthy: say by --with what to compare it with.`);
  const files = before && (await filesBetween(git, place, name, before, attempt));
  const sheet = reportSheet(kind, { attempt, before, files });
  const vouched = covered ? sheet : { ...sheet, tone: "bad" as const, lines: [...unvouched(reasons), ...sheet.lines] };
  tellSheets(world, values, () => [vouched], {
    version: 1,
    kind,
    covered,
    reasons,
    attempt: withShares(attempt),
    ...(before && { before: withShares(before) }),
    files: files ?? null,
  });
  return covered ? 0 : 1;
}

const unvouched = (reasons: readonly string[]): readonly string[] =>
  reasons.map((reason) => `Nobody vouches for this: ${reason}.`);

const withShares = (attempt: RolloutAttempt) => ({ ...attempt, shares: sharesOf(attempt, attempt.ended) });

function attemptNamed(attempts: readonly RolloutAttempt[], named: string, option: string): RolloutAttempt {
  const found = attempts.find(({ id }) => id === named || id.endsWith(`/r${named.replace(/^r/, "")}`));
  if (found) return found;
  throw new UsageError(
    `${option}: there is no attempt "${named}". There is: ${attempts.map(({ id }) => id).join(", ") || "none"}.`,
  );
}

const goodBefore = (attempts: readonly RolloutAttempt[], attempt: RolloutAttempt): RolloutAttempt | undefined =>
  attempts.slice(0, attempts.indexOf(attempt)).findLast(({ last }) => last.phase === "Healthy");

/** Undefined where the specification says no longer what a release consists of, or git lacks a commit. */
async function filesBetween(
  git: Git,
  place: Place,
  name: string,
  before: RolloutAttempt,
  after: RolloutAttempt,
): Promise<readonly ReleaseDifference[] | undefined> {
  const include = findRollout(place, name)?.spec.bundle?.include;
  if (!include) return undefined;
  const [one, other] = await Promise.all(
    [before, after].map(async ({ last }) => {
      const made = await releaseOfCommit(git, last.commit, include);
      // What is made of the commit by another specification is another release.
      return made?.digest === last.release ? made : undefined;
    }),
  );
  return one && other ? compareReleases(one, other) : undefined;
}

import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import type { Step } from "../../model/steps.ts";
import { guardLines, showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { PlannedPart, Wishes } from "../../setup/ground.ts";
import { named } from "../../setup/plan-setup.ts";
import { planRemoval } from "../../setup/plan-removal.ts";
import type { World } from "../../workspace/world.ts";
import { freshEnvironments } from "./environments-part.ts";
import { showParts } from "./show-parts.ts";
import type { Survey } from "./survey-ground.ts";

interface How {
  readonly yes?: boolean;
  readonly "dry-run"?: boolean;
  readonly format?: string;
}

/** Takes back what init wrote, where it is still as it was written, and names the rest. Asks as `init` does. */
export async function takeBack(world: World, survey: Survey, asked: Wishes | undefined, how: How): Promise<number> {
  const parts = [
    ...planRemoval(survey.ground, asked),
    ...(asked === undefined || asked.environments ? [environmentsBack(world, survey)] : []),
  ];
  const steps = parts.flatMap((part) => part.steps);
  const left = parts.flatMap((part) => part.left);
  expectTakeable(survey.top, steps);
  const dry = how["dry-run"] === true;
  if (dry && how.format === "json") {
    world.out(safeJson({ version: 1, steps, left }));
    return 0;
  }
  world.out(
    guardLines(
      steps.length === 0
        ? "Nothing of what init writes is here as it was written.\n"
        : showParts(parts, steps, { whole: dry, isThere: () => true }),
    ),
  );
  if (!dry && how.yes !== true && steps.length > 0 && (await world.ask?.confirm("Take this back?")) !== true) {
    world.out("Nothing was changed.\n");
    return 0;
  }
  if (!dry) takeSteps(survey.top, steps);
  for (const sentence of left) world.out(showLines([`By hand: ${sentence}`]));
  return 0;
}

/** The files of environments that nobody has written to, and their folders where they are empty. */
function environmentsBack(world: World, survey: Survey): PlannedPart {
  const steps = freshEnvironments(world, survey).flatMap((step): Step[] => {
    if (step.do === "make-folder") return [{ do: "remove", path: step.path }];
    if (step.do !== "write") return [];
    const now = survey.ground.text(step.path);
    return now === step.text ? [{ do: "remove", path: step.path, from: now }] : [];
  });
  const there = steps.filter(
    (step) => step.do === "remove" && (step.from !== undefined || survey.isEmptyFolder(step.path)),
  );
  return named("environments", "what init wrote", { steps: there });
}

import type { Loader } from "../../../src/clients/readers/loaders.ts";
import { SKILL_READINGS } from "../../../src/clients/readers/skills.ts";
import { mark, marked, type Expectation, type Probe } from "../probe.ts";
import type { Question } from "../questions.ts";

interface Looked {
  readonly reader: Exclude<Loader, "skills-ref">;
  readonly facts: string;
  readonly question: Question;
}

const READERS: readonly Looked[] = [
  { reader: "codex", facts: "codex", question: "codex skills" },
  { reader: "copilot", facts: "copilot-cli", question: "copilot prompt" },
  { reader: "gemini-cli", facts: "gemini-cli", question: "gemini prompt" },
  { reader: "opencode", facts: "opencode", question: "opencode prompt" },
];

/** Every folder in which some client looks for skills. */
const ALL = [...new Set(Object.values(SKILL_READINGS).flatMap(({ places }) => places))];
const DEEPEST = 8;

/** Where each client finds skills: in which folders, how deep, behind which links. */
export const placeProbes: readonly Probe[] = READERS.flatMap((looked) => [placesOf(looked), linkedFolder(looked)]);

function placesOf({ reader, facts, question }: Looked): Probe {
  const { places, depth, hidden, fileLinks, nested } = SKILL_READINGS[reader];
  const [place = ""] = places;
  const [, most = 0] = depth ?? [];
  const files: Record<string, string | { readonly link: string }> = {};
  const expects: Expectation[] = [];
  const add = (fact: string, name: string, path: string, says: string, found: boolean): void => {
    files[path] ??= marked(name);
    expects.push({ fact: `${facts}.${fact}`, says, [found ? "there" : "gone"]: mark(name) });
  };
  for (const folder of ALL) {
    const name = `in-${folder.replaceAll(/[./]/g, "")}`;
    const found = places.includes(folder);
    add("skillPlaces", name, `${folder}/${name}/SKILL.md`, `${folder} is ${found ? "" : "not "}looked into`, found);
  }
  for (const deep of [1, 2, 6, 7, DEEPEST]) {
    const way = Array.from({ length: deep - 1 }, (_, index) => `d${index}`);
    const path = [place, ...way, `deep${deep}`, "SKILL.md"].join("/");
    add(
      "skillDepth",
      `deep${deep}`,
      path,
      `${deep} folders deep: ${deep <= most ? "found" : "not found"}`,
      deep <= most,
    );
  }
  const hiddenFound = hidden.includes(place) && most > 1;
  add("skillDepth", "dotted", `${place}/.dot/dotted/SKILL.md`, "below a folder with a dot", hiddenFound);
  const file = reader === "codex" ? "skillFileName" : "skillDepth";
  add(file, "lower", `${place}/lower/skill.md`, "skill.md is not found", false);
  add("skillDepth", "flat", `${place}/flat.md`, "a .md file beside the folders is no skill", false);
  add("skillDepth", "outer", `${place}/outer/SKILL.md`, "a skill with another below it is found", true);
  add("skillDepth", "inner", `${place}/outer/inner/SKILL.md`, "one below a skill", nested && most > 1);
  files["shared/linked/SKILL.md"] = marked("linked");
  files[`${place}/linked`] = { link: "../../shared/linked" };
  add("skillLinks", "linked", "shared/linked/SKILL.md", "the folder of a skill that is a link is followed", true);
  files["shared/file.md"] = marked("file");
  files[`${place}/file/SKILL.md`] = { link: "../../../shared/file.md" };
  add("skillLinks", "file", "shared/file.md", `a SKILL.md that is a link is ${fileLinks ? "" : "not "}read`, fileLinks);
  return { question, files, expects };
}

function linkedFolder({ reader, facts, question }: Looked): Probe {
  const [place = ""] = SKILL_READINGS[reader].places;
  return {
    question,
    files: {
      [place]: { link: "../shared" },
      "shared/whole/SKILL.md": marked("whole"),
      "shared/SKILL.md": marked("top"),
    },
    expects: [
      {
        fact: `${facts}.skillLinks`,
        says: "a folder of skills that is a link is followed",
        there: mark(reader === "copilot" ? "top" : "whole"),
      },
      { fact: `${facts}.skillDepth`, says: "a SKILL.md right in the folder of skills is found", there: mark("top") },
    ],
  };
}

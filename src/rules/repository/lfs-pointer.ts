import { readTexts } from "../../context/named/named-texts.ts";
import { KINDS } from "../../model/artifact.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const repositoryLfsPointer = defineRepositoryRule({
  id: "repository/lfs-pointer",
  severity: "error",
  summary: "What agents read is here, and is no pointer of Git LFS to something else.",
  why: "Git LFS commits a pointer of three lines in the place of a file, and puts the file there in checkouts that have it installed. Whoever changes .gitattributes and the pointer can give agents any text, which stands neither in the difference that people review, nor in what agent-ci was given.",
  consequence:
    "Nobody looked at the text: clients load another one on machines with Git LFS, and the pointer on all others.",
  help: "Commit the text itself: `git lfs untrack` it, and add it again. Where it has to be in LFS, fetch it before the check: `lfs: true` at actions/checkout, `git lfs pull` elsewhere.",
  decidedBy: "repository",
  since: "0.1.0",
  sources: [
    { read: { url: "https://raw.githubusercontent.com/git-lfs/git-lfs/master/docs/spec.md", date: "2026-11-30" } },
    {
      read: {
        url: "https://github.com/git-lfs/git-lfs/blob/001ddcd7cfae528a6594be9bab4562c6659a00e7/lfs/pointer.go",
        date: "2026-11-30",
      },
    },
  ],

  *check(repository) {
    for (const { path, text } of textsOf(repository))
      if (isPointer(text))
        yield { path, message: "A pointer of Git LFS stands here, and the text that agents read is somewhere else." };
  },

  examples: [
    {
      because: "a picture in LFS, and instructions that speak of pointers",
      files: {
        "AGENTS.md": "Pictures are in Git LFS: `version https://git-lfs.github.com/spec/v1`.\n",
        "docs/flow.png": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n",
      },
    },
    {
      because: "instructions that are somewhere else",
      files: { "AGENTS.md": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n" },
      reports: ["A pointer of Git LFS stands here, and the text that agents read is somewhere else."],
    },
  ],
});

function* textsOf(repository: Repository): Generator<{ readonly path: string; readonly text: string }> {
  // A pointer in the place of JSON, YAML or TOML is an error of its syntax already.
  for (const { kind, path, source, again } of repository.artifacts)
    if (KINDS[kind] !== "data" && !again) yield { path, text: source.text };
  for (const path of readTexts(repository))
    if (TEXT.test(path)) yield { path, text: repository.source(path)?.text ?? "" };
}

/** Scripts and texts: what else lies beside a skill, such as a picture or a model, agents do not read as words. */
const TEXT = /\.(?:md|mdx|markdown|txt|rst|sh|bash|zsh|ps1|py|js|mjs|cjs|ts|rb)$|(?:^|\/)[^./]+$/i;

/** All that programs for LFS still take for a pointer: with the former names of the form, and with blanks around it. */
const isPointer = (text: string): boolean => text.length < 1024 && POINTER.test(text.trimStart());
const POINTER =
  /^version (?:https:\/\/git-lfs\.github\.com\/spec\/v1|https:\/\/hawser\.github\.com\/spec\/v1|http:\/\/git-media\.io\/v\/2)\r?\n/;

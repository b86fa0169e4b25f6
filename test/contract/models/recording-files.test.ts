import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRecordings, writeRecording } from "../../../src/host/models/recording-files.ts";
import { models, post, saying, upstream } from "../../support/models.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ask = (content: string) => ({ model: "m", max_tokens: 10, stream: true, messages: [{ role: "user", content }] });

/** A folder with a recording of each prompt. */
async function folderOf(...prompts: readonly string[]): Promise<string> {
  const folder = tempFolder();
  const vendor = await upstream((body) => ({ pieces: [saying(`to ${body.includes("one") ? "one" : "two"}`)] }));
  const recorder = await models({
    mode: "record",
    upstream: { anthropic: { url: vendor.url } },
    onRecording: (recording, file) => writeRecording(folder, "", recording, file),
  });
  for (const prompt of prompts) await post(recorder, "/v1/messages", ask(prompt));
  return folder;
}

test("recordings lie in files that are read again, the same bytes whenever they are made", async () => {
  const folder = await folderOf("one", "two");
  const again = await folderOf("two", "one");
  const texts = (where: string) => readdirSync(where).map((name) => [name, readFileSync(join(where, name), "utf8")]);
  expect(texts(folder)).toHaveLength(2);
  expect(texts(again)).toEqual(texts(folder));
  const { recordings, refused } = readRecordings(folder);
  expect(refused).toEqual([]);
  const server = await models({ recordings });
  expect((await post(server, "/v1/messages", ask("two"))).text).toContain("to two");
});

test("a folder that is not there holds none", () => {
  expect(readRecordings(join(tempFolder(), "none"))).toEqual({ recordings: [], refused: [] });
});

test("what is no recording is refused, file by file, and the rest is read", async () => {
  const folder = await folderOf("one");
  const [name = ""] = readdirSync(folder);
  writeFileSync(join(folder, "broken.json"), "{");
  writeFileSync(join(folder, "z-copy.json"), readFileSync(join(folder, name)));
  writeFileSync(join(folder, "notes.md"), "not asked");
  symlinkSync("/etc/hostname", join(folder, "link.json"));
  mkdirSync(join(folder, "folder.json"));
  const { recordings, refused } = readRecordings(folder);
  expect(recordings).toHaveLength(1);
  expect(refused.map(({ file }) => file)).toEqual(["broken.json", "folder.json", "link.json", "z-copy.json"]);
});

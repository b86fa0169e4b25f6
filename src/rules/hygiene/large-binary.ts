import { defineRepositoryRule } from "../../model/rule.ts";

export const hygieneLargeBinary = defineRepositoryRule({
  id: "hygiene/large-binary",
  severity: "warning",
  summary: "Large binaries are not in the repository.",
  why: "Git keeps every version of a file for ever, and cannot store the difference between two binaries. Models, archives and recordings have a better place.",
  consequence: "Every clone, in every job of every pipeline, loads all versions of it.",
  help: "Keep it in Git LFS, a release or a bucket, and say in the repository where. `max-bytes:` says from which size on.",
  since: "0.1.0",
  options: { "max-bytes": 5 * 1024 * 1024 },
  loosens: { "max-bytes": "more" },

  *check(repository, { "max-bytes": most }) {
    for (const { path, link } of repository.paths) {
      if (link !== undefined || !BINARY.test(path)) continue;
      const size = repository.entry(path)?.size ?? 0;
      if (size > most) yield { path, message: `This binary has ${megabytes(size)} MB, more than ${megabytes(most)}.` };
    }
  },

  examples: [
    { because: "a small picture", files: { "docs/flow.png": new Uint8Array(100) } },
    {
      because: "a recording",
      files: { "docs/demo.mp4": new Uint8Array(6 * 1024 * 1024) },
      reports: ["This binary has 6.3 MB, more than 5.2."],
    },
    {
      because: "a program, whose name has no ending",
      files: { "bin/agent": new Uint8Array(6 * 1024 * 1024) },
      reports: ["This binary has 6.3 MB, more than 5.2."],
    },
  ],
});

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

const BINARY =
  /\.(?:7z|a|aac|avi|bin|bmp|bz2|ckpt|class|db|deb|dll|dmg|docx?|dylib|exe|flac|gguf|gif|gz|h5|heic|ico|iso|jar|jpe?g|lib|m4a|mkv|mov|mp3|mp4|msi|node|npy|npz|o|ogg|onnx|parquet|pdf|pickle|pkl|png|pptx?|psd|pth?|rar|rpm|safetensors|so|sqlite3?|tar|tflite|tgz|tiff?|war|wasm|wav|webm|webp|whl|woff2?|xlsx?|xz|zip|zst)$|(?:^|\/)[^./]+$/i;

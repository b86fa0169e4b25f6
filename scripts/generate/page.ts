const WIDTH = 120;

/** Blocks of Markdown as a page: prose in lines of at most 120 columns, tables, fences, headings and lists as they are. */
export const page = (blocks: readonly string[]): string =>
  `${blocks.map((block) => (isProse(block) ? block.split("\n").map(folded).join("\n") : block)).join("\n\n")}\n`;

const isProse = (block: string): boolean => !/^(?:\||```|#|<|[-*] )/.test(block);

/** A line of prose in lines that hold whole words and whole code spans; none begins as a list or a heading would. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of unbreakable(line)) {
    if (current !== "" && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current].join("\n");
}

function unbreakable(line: string): readonly string[] {
  const words: string[] = [];
  let inCode = false;
  for (const word of line.split(" ")) {
    const last = words.at(-1);
    if (last !== undefined && (inCode || /^(?:[-+*#>]+|\d+[.)])$/.test(word)))
      words[words.length - 1] = `${last} ${word}`;
    else words.push(word);
    if ((word.split("`").length - 1) % 2 === 1) inCode = !inCode;
  }
  return words;
}

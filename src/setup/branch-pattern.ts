/**
 * A branch's name as a pattern.
 * GitHub reads a pattern here: what means something in one is escaped, and the rest quoted as YAML and JSON do alike.
 */
export const branchPattern = (branch: string): string =>
  /^[a-z][\w./-]*$/i.test(branch) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(branch)
    ? branch
    : JSON.stringify(branch.replaceAll(/[\\*?+[\]!]/g, String.raw`\$&`));

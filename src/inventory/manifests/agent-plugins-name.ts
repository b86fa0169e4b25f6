const LONGEST = 64;

/** What is wrong with a plugin's name by Agent Plugins 1.0.0, section 5.5; undefined where nothing is. */
export function agentPluginNameProblem(name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > LONGEST) return `has ${name.length} characters, of at most ${LONGEST}`;
  if (/[^a-z0-9.-]/.test(name)) return "has other characters than lower-case letters, digits, hyphens and periods";
  if (!/^[a-z0-9]/.test(name) || !/[a-z0-9]$/.test(name)) return "has to start and end with a letter or digit";
  if (/--|\.\./.test(name)) return "has two hyphens or two periods in a row";
  return undefined;
}

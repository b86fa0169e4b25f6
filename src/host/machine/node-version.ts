/** The version of the Node that runs this, such as `24.1.0`. */
export const nodeVersion = (): string => process.versions.node;

/** The token of a job of GitHub, where its action was given one. */
export interface TokenValues {
  readonly "github-token"?: string;
}

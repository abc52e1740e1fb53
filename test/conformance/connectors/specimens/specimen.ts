/** What the suite must know of a platform to speak as it does. */
export interface Specimen {
  /** Absent: it pushes nothing. */
  sign?(body: Uint8Array, secret: string): Record<string, string>;
  /** Under which key a comment holds its text. */
  readonly textKey: string;
  /** A body of one account's changes, each as the platform wraps them. */
  envelope(changes: readonly unknown[]): unknown;
  /** The n-th of many different new comments. */
  comment(n: number, text: string): unknown;
  /** Changes that no version of the platform documents, and such as lack what they should have. */
  readonly strange: readonly unknown[];
}

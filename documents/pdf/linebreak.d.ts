/** What is used of `linebreak`, which brings no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** Where a line may end, UAX 14; null: no more. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}

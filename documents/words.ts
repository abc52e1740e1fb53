/** What every document's words share: locales, and a text with its gaps filled. */
export type DocumentTongue = 'sv' | 'nb' | 'en';

export const LOCALES: Readonly<Record<DocumentTongue, string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };

/** `{name}` becomes the value of that name; a gap without a value stays to be seen. */
export const filled = (template: string, values: Readonly<Record<string, string>> = {}): string =>
  template.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);

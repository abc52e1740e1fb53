/**
 * Reason codes of spans: `<category>.<what>`. The message catalogues explain each in the user's language; the
 * interface falls back on the part before the dot.
 */
export const REASON_PARTS = [
  'word',
  'phrase',
  'slur',
  'call',
  'health',
  'social',
  'address',
  'protected-identity',
  'emoji',
  'model',
  'learned',
  'claim',
  'link-piracy',
  'link-gambling',
  'link-adult',
  'link-scam',
  'link-shortener',
  'link-impostor',
  'link',
  'phone',
  'price',
  'flood',
  'personnummer',
  'samordningsnummer',
  'fodselsnummer',
  'd-number',
  'bank-account',
  'iban',
  'email',
  'street',
  'banned',
  'suspect',
] as const;
export type ReasonPart = (typeof REASON_PARTS)[number];

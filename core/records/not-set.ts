/** What archives ask of the municipality and somebody must set; a page and a header name it. Pure. */
export const MISSING_FACTS = ['organisation-number', 'submission-agreement'] as const;
export type MissingFact = (typeof MISSING_FACTS)[number];

/** Names them beside a file that is sent; absent where everything is set. */
export const NOT_SET_HEADER = 'X-Uppsikt-Not-Set';

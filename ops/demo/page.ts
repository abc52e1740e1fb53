/** The name of the demo's page and municipality, which says that it is one. */
export const DEMO_PAGE = 'Norrkommun (demo)';

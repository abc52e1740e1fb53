/** What can be wrong with the chain, as codes that every catalogue explains. */
export const CHAIN_FAULTS = ['gap', 'reordered', 'link', 'files', 'head', 'cut-off'] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

import type { IForbiddenRuleType } from 'dependency-cruiser';

/** A rule of the house. Its comment is the sentence a person reads: what to do instead. */
export type Rule = IForbiddenRuleType & { name: string; comment: string };

/** The rooms that make the product; `ops` and `test` stand beside them. */
export const PRODUCT = '^(core|connectors|classifiers|server|workers|client)/';

/** The half of core that computes and nothing else. */
export const PURE_CORE = '^core/(domain|policy|contract|evidence|records)/';

/** Everything that must give the same answer tomorrow, on history and in a browser. */
export const PURE = [PURE_CORE, '^classifiers/'];

/** Matches an installed package, wherever in a tree of folders it lies. */
export const installed = (...names: string[]): string => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;

/** Matches modules that Node brings along, with or without their prefix. */
export const builtIn = (...names: string[]): string => `^(node:)?(${names.join('|')})$`;

import type { IForbiddenRuleType } from 'dependency-cruiser';

/** A rule of the house. Its comment is the sentence a person reads: what to do instead. */
export type Rule = IForbiddenRuleType & { name: string; comment: string };

/** The rooms that make the product; `ops` and `test` stand beside them. */
export const PRODUCT = '^(core|connectors|classifiers|documents|server|workers|client)/';

/** The subjects: all of core but the kernel. What a file there may do is read off its name. */
export const SUBJECTS = '^core/(?!kernel/)';
/** May reach the database. */
export const STORE = '\\.store\\.ts$';
/** Holds shapes that cross to a client (zod). */
export const CONTRACT = '\\.contract\\.ts$';

/** What computes and nothing else: every file of a subject that is no store. Contracts among them. */
export const PURE_CORE = { path: SUBJECTS, pathNot: STORE };

/** Everything that must give the same answer tomorrow, on history and in a browser. */
export const PURE = { path: [SUBJECTS, '^classifiers/'], pathNot: STORE };

/** Matches an installed package, wherever in a tree of folders it lies. */
export const installed = (...names: string[]): string => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;

/** Matches modules that Node brings along, with or without their prefix. */
export const builtIn = (...names: string[]): string => `^(node:)?(${names.join('|')})$`;
/** Every module of Node: their names have no dot and no folder but `promises` and the like. */
export const ANY_BUILT_IN = '^(node:)?[a-z0-9_/]+$';

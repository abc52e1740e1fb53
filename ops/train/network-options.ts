/** How the small network is trained. Changing a number here changes the weights. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { LANGUAGE_COLUMNS, TABLES } from './columns.ts';

/** Columns of its table, and units of its hidden layer. */
export const PIECES = 64;
export const HIDDEN = 64;
export const INPUTS = PIECES + DENSE_FEATURES.length;
/** Buckets of its table are a power of two. */
export const BITS = 16;
export const EPOCHS = 4;
export const RATE = 0.03;
/** Shares of n-grams and units that are left out while it learns, so that it leans on no single one. */
export const DROPPED_GRAMS = 0.5;
export const DROPPED_UNITS = 0.5;
/** Pull of an n-gram's weights towards zero. */
export const DECAY = 1e-6;
/** Power of the imbalance that a column's positives are weighed with. */
export const BALANCE = 0.3;
/** Public rows are many: every third one is enough. */
export const PUBLIC_EVERY = 3;
/** How much of its margin is added to the linear one: their spread is then alike. */
export const SHARE = 0.8;

/** The tables' columns without the languages, which are told before it is asked. */
export const ABUSE = TABLES[0].columns.length;
export const SORT = TABLES[1].columns.length - LANGUAGE_COLUMNS.length;
export const COLUMNS: readonly string[] = [...TABLES[0].columns, ...TABLES[1].columns.slice(0, SORT)];

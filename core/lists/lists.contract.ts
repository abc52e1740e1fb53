/** The municipality's own lists as clients see and change them. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { prose, remark } from '../contract/free-text.contract.ts';
import { LANGUAGES } from '../moderation/verdict.ts';
import { cleanTerm, MAX_TERM_LENGTH } from './listed-word.ts';
import { WORD_KINDS } from './lists.ts';

const id = z.string();
/** Who and when, for every entry and every change. */
const by = z.object({ id: z.string(), name: z.string().nullable() });

const entry = { id, term: z.string(), note: z.string().nullable(), by, at: instant };

export const WordShape = z
  .object({
    ...entry,
    kind: z.enum(WORD_KINDS),
    /** Who agreed to a banned word that many comments hold. */
    agreedBy: by.nullable(),
  })
  .meta({ id: 'ListedWord' });
export type WordShape = z.infer<typeof WordShape>;
export const ProposedWordShape = z
  .object({
    ...entry,
    /** How many of how many stored comments held it when it was proposed. */
    hits: z.int(),
    comments: z.int(),
  })
  .meta({ id: 'ProposedWord' });
export type ProposedWordShape = z.infer<typeof ProposedWordShape>;
export const WordLists = z.object({
  words: z.array(WordShape),
  /** Banned words that wait for a second person; they judge nothing until then. */
  proposed: z.array(ProposedWordShape),
});
export type WordLists = z.infer<typeof WordLists>;

const term = z
  .string()
  .max(MAX_TERM_LENGTH)
  .transform((raw, context) => {
    const clean = cleanTerm(raw);
    if (clean !== null) return clean;
    context.addIssue({
      code: 'custom',
      message: 'a word of 2 to 40 letters, or up to four in sequence, with * at an open end',
    });
    return z.NEVER;
  });
const kind = z.enum(WORD_KINDS);

export const WordRequest = z.object({ kind, term, note: remark(500).optional() });
export const WordProposalRequest = z.object({ term, note: remark(500).optional() });
export const WordPreviewRequest = z.object({ term, days: z.int().min(1).max(365).default(90) });
export const WordPreview = z.object({
  term: z.string(),
  /** Comments published in the period that hold the word, and all of them. */
  hits: z.int(),
  comments: z.int(),
  days: z.int(),
  /** Forms that were found, the commonest first. */
  forms: z.array(z.object({ word: z.string(), count: z.int() })),
  /** Very common words of the languages that it would hit. */
  common: z.array(z.string()),
  tooShort: z.boolean(),
  /** Nobody bans it alone: it is in more than 1 of 200 comments, or is one of the very common words. */
  tooCommonToBan: z.boolean(),
});
export type WordPreview = z.infer<typeof WordPreview>;

const day = z.iso.date();
const text = {
  language: z.enum(LANGUAGES),
  topic: remark(100).default(''),
  claim: prose(500),
  variants: z.array(prose(500)).max(20).default([]),
  correction: prose(2000),
  ask: prose(300),
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
};
const ends = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) =>
  validFrom === null || validTo === null || validFrom <= validTo;

export const ClaimRequest = z
  .object({ ...text, on: z.boolean().default(true) })
  .refine(ends, 'validTo must not come before validFrom');
export type ClaimRequest = z.infer<typeof ClaimRequest>;
export const ClaimShape = z.object({ ...text, id, on: z.boolean(), by, at: instant }).meta({ id: 'Claim' });
export type ClaimShape = z.infer<typeof ClaimShape>;
/** One claim of the register that ships, in all its languages. */
export const StarterClaimShape = z.object({
  id,
  topic: z.string(),
  on: z.boolean(),
  texts: z.array(z.object({ ...text, id })),
});
export type StarterClaimShape = z.infer<typeof StarterClaimShape>;
export const ClaimLists = z.object({ own: z.array(ClaimShape), starter: z.array(StarterClaimShape) });
export type ClaimLists = z.infer<typeof ClaimLists>;

export const CaseShape = z.object({
  number: z.string(),
  subject: z.string(),
  place: z.string().nullable(),
  board: z.string().nullable(),
  status: z.string().nullable(),
});
export type CaseShape = z.infer<typeof CaseShape>;
const importOf = { at: instant, by, file: z.string() };
export const CaseListShape = z.object({
  count: z.int(),
  imported: z.object(importOf).nullable(),
  /** The list before it, kept until the next import: it can be taken back. */
  former: z.object({ ...importOf, count: z.int() }).nullable(),
  /** The first of the list. */
  cases: z.array(CaseShape),
});
export type CaseListShape = z.infer<typeof CaseListShape>;

/** Base64 of 6 MB: 20,000 rows of 300 bytes. */
const MAX_BASE64 = 8_400_000;
export const CaseImportRequest = z.object({
  file: prose(200),
  /** The file's bytes, base64. */
  content: z.base64().max(MAX_BASE64),
  /** Read and report only; nothing is stored. */
  check: z.boolean().default(false),
  /** From the check: the list that the difference was shown to (null: none). Another one by now is 409. */
  replaces: anyInstant.nullable().optional(),
});
export const CaseRestoreRequest = z.object({
  /** When the list that is taken back was imported. */
  at: anyInstant,
});
export const CaseImportReport = z.object({
  imported: z.boolean(),
  cases: z.int(),
  badRows: z.int(),
  /** The first of them, by line of the file. */
  bad: z.array(
    z.object({
      line: z.int(),
      problem: z.enum(['no-number', 'no-subject', 'duplicate', 'too-long', 'open-quote']),
    }),
  ),
  /** Why nothing of the file can be used; what was imported before stands. */
  problem: z.enum(['empty', 'no-header', 'too-many']).nullable(),
  sample: z.array(CaseShape),
  /** When the list was imported that this one replaces; null: there is none. */
  replaces: instant.nullable(),
  /** By number, what the import changes or has changed in that list, with the first of each. */
  difference: z.object({
    added: z.int(),
    gone: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    samples: z.object({
      added: z.array(CaseShape),
      gone: z.array(CaseShape),
      changed: z.array(z.object({ before: CaseShape, after: CaseShape })),
    }),
  }),
});
export type CaseImportReport = z.infer<typeof CaseImportReport>;
export const CaseSearch = z.object({ text: prose(200) });

export const ListSettingsShape = z.object({ answerPraise: z.boolean() });

export const LIST_NAMES = ['words', 'claims', 'cases', 'settings'] as const;
export const LIST_CHANGES = [
  ...(['added', 'changed', 'removed', 'imported', 'on', 'off'] as const),
  ...(['proposed', 'agreed', 'refused', 'restored'] as const),
] as const;
export const ListChangeShape = z.object({
  list: z.enum(LIST_NAMES),
  what: z.enum(LIST_CHANGES),
  /** The entry in its own words: a term, a claim, a file with its number of rows, a setting. */
  subject: z.string(),
  by,
  at: instant,
});
export type ListChangeShape = z.infer<typeof ListChangeShape>;

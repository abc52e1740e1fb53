/**
 * Texts that were stored before they had one form on arrival: NUL becomes U+FFFD, as it would today. Half a character
 * needs no migration, since the driver has always written it as U+FFFD, and a hash is taken of the same bytes. Records
 * that are sealed, events and deliveries as they came stay as they are.
 */
import { Accounts } from '../accounts/accounts.store.ts';
import { ApiTokens, People } from '../accounts/people.store.ts';
import { Tenants } from '../accounts/tenants.store.ts';
import { Actions } from '../actions/actions.store.ts';
import { seenText } from '../actions/seen-text.ts';
import { KnownPictures } from '../images/known-pictures.store.ts';
import type { Comment } from '../inbox/comment.ts';
import { Comments } from '../inbox/comments.store.ts';
import { Contexts } from '../inbox/contexts.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { Notes } from '../inbox/notes.store.ts';
import { Revisions } from '../inbox/revisions.store.ts';
import { wordsOfItem } from '../inbox/search-words.ts';
import { oneForm } from '../inbox/text-form.ts';
import { type Collection, type Db, overAllTenants } from '../kernel/db.ts';
import { sha256 } from '../kernel/ids.ts';
import { CaseChunks } from '../lists/list-cases.store.ts';
import { ListedClaims } from '../lists/list-claims.store.ts';
import { ListedWords } from '../lists/list-words.store.ts';
import { HouseRulesVersions } from '../moderation/house-rules.store.ts';

type Row = Readonly<Record<string, unknown>> & { readonly _id: string; readonly tenantId: string };

const WHY = 'a migration brings the whole installation to its shape';
const BATCH = 200;
const NUL = { $regex: '\\x00' };

/** Where people's and platforms' words stand. */
const TEXTS: readonly (readonly [unknown, readonly string[]])[] = [
  [Comments, ['revisions.text', 'author.name']],
  [Revisions, ['text']],
  [Items, ['text', 'author.name', 'tags', 'recordsReference']],
  [Contexts, ['text', 'author.name']],
  [Actions, ['text', 'removal.note', 'removal.claim.claim', 'removal.claim.correction']],
  [Notes, ['text']],
  [Accounts, ['name', 'board']],
  [People, ['name']],
  [ApiTokens, ['name']],
  [Tenants, ['name']],
  [KnownPictures, ['note']],
  [ListedWords, ['term', 'note']],
  [ListedClaims, ['topic', 'claim', 'variants', 'correction', 'ask']],
  [CaseChunks, ['file', 'cases.number', 'cases.subject']],
  [HouseRulesVersions, ['texts.sv', 'texts.nb', 'texts.nn', 'texts.en']],
];

/** The very value where every text within has its form. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return oneForm(value);
  if (Array.isArray(value)) {
    const after = value.map(cleaned);
    return after.some((part, at) => part !== value[at]) ? after : value;
  }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const before = Object.entries(value);
  const after = before.map(([key, part]) => [key, cleaned(part)] as const);
  return after.some(([, part], at) => part !== before[at]?.[1]) ? Object.fromEntries(after) : value;
}

/** What rests on a text is computed anew: the same edit, sent again, must meet its own hash. */
function following(name: string, row: Row, set: Record<string, unknown>): Record<string, unknown> {
  if (name === Revisions.collectionName) return { sha256: sha256(String(set.text)) };
  if (name === Comments.collectionName && 'revisions' in set) {
    const before = row.revisions as Comment['revisions'];
    const revisions = (set.revisions as Comment['revisions']).map((revision, at) =>
      revision.text === before[at]?.text ? revision : { ...revision, sha256: sha256(revision.text) },
    );
    return { revisions };
  }
  if (name === Items.collectionName) return { words: wordsOfItem({ ...row, ...set } as unknown as Item) };
  return {};
}

function changesOf(name: string, row: Row): Record<string, unknown> {
  const entries = Object.entries(row).map(([key, value]) => [key, value, cleaned(value)] as const);
  const set = Object.fromEntries(
    entries.flatMap(([key, before, after]) => (before === after ? [] : [[key, after]])),
  );
  return Object.keys(set).length === 0 ? set : { ...set, ...following(name, row, set) };
}

/** What was asked for on the old form of a text goes out on the new one: nobody has edited it. */
async function keepDecided(db: Db, row: Row, set: Record<string, unknown>): Promise<void> {
  const { tenantId, _id: itemId } = row;
  const { contentSha256: before } = seenText(row as unknown as Item);
  const { contentSha256: after } = seenText({ ...row, ...set } as unknown as Item);
  await Actions(db).updateMany(
    { tenantId, itemId, contentSha256: before },
    { $set: { contentSha256: after } },
  );
}

async function cleanBatch(db: Db, texts: Collection<Row>, rows: readonly Row[]): Promise<void> {
  const changed = rows.map((row) => ({ row, set: changesOf(texts.collectionName, row) }));
  if (texts.collectionName === Items.collectionName)
    for (const { row, set } of changed) await keepDecided(db, row, set);
  await texts(db).bulkWrite(
    changed.map(({ row: { tenantId, _id }, set }) => ({
      updateOne: { filter: { tenantId, _id }, update: { $set: set } },
    })),
    { strict: false },
  );
}

/** Safe to run again: what has its form is not found any more. */
export async function giveOneForm(db: Db): Promise<void> {
  for (const [collection, paths] of TEXTS) {
    const texts = collection as Collection<Row>;
    const rows = texts(db)
      .find({ $or: paths.map((path) => ({ [path]: NUL })) }, null, overAllTenants(WHY))
      .lean<Row[]>()
      .cursor({ batchSize: BATCH }) as unknown as AsyncIterable<Row>;
    let batch: Row[] = [];
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      await cleanBatch(db, texts, batch);
      batch = [];
    }
    if (batch.length > 0) await cleanBatch(db, texts, batch);
  }
}

/** `uppsikt export`: the evidence of one item in one of the formats of case systems and archives. */
import { newestRecordOf } from '../../core/evidence/captures.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { capturePackage, type PackageAsked } from '../../core/records/capture-package.store.ts';
import { missingFacts } from '../../core/records/missing-facts.ts';
import { PACKAGE_FORMATS } from '../../core/records/package-format.ts';
import { recordCatalogue } from '../../core/records/record-words.ts';
import { createDocuments } from '../../documents/document-process.ts';
import { exportBulk } from './export-bulk.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';
import { writePackage } from './write-package.ts';

export const USAGE = `uppsikt export (--item ID | --external-id X) --format FORMAT --out DIR [--zip]
uppsikt export --account ID --from DAY --to DAY [--abusive] --format FORMAT --out DIR

  Writes the newest evidence of one item and prints the path.

  --item ID         the item's id
  --external-id X   the platform's own id instead
  --format FORMAT   ${PACKAGE_FORMATS.join(' | ')}
  --out DIR         the folder to put it into; made where it is missing
  --zip             one zip file instead of a folder

  --account ID      every capture of this account instead, one file each; called again, it goes on
  --from, --to DAY  sealed on these days, both included, as 2026-03-02
  --abusive         only of what was judged abusive or removed

  Exit: 0 written, 1 no such item, no evidence, some of a bulk failed, or something lies there already, 2 wrong usage.
`;

const BULK_HEAP_MB = 128;

type Named = { readonly _id: string } | { readonly externalId: string };

async function itemIdOf(db: Db, named: Named): Promise<string> {
  const found = await Items(db)
    .find({ tenantId: MAIN_TENANT, ...named }, { _id: 1 })
    .limit(2)
    .lean<{ _id: string }[]>();
  if (found.length > 1) throw new Error('Several items have that id: name one by --item.');
  const [only] = found;
  if (only === undefined) throw new Error('No item has that id.');
  return only._id;
}

function namedBy(item: string | undefined, externalId: string | undefined): Named {
  if (item !== undefined && externalId === undefined) return { _id: item };
  if (item === undefined && externalId !== undefined) return { externalId };
  throw new UsageError('Name one item, by --item or by --external-id.');
}

export async function run(argv: string[], io: Io): Promise<number> {
  const given = options(argv, {
    item: { type: 'string' },
    'external-id': { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    zip: { type: 'boolean', default: false },
    account: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    abusive: { type: 'boolean', default: false },
  });
  const { account } = given;
  if (account !== undefined && (given.item ?? given['external-id']) !== undefined)
    throw new UsageError('Name one item or one account.');
  const named = account === undefined ? namedBy(given.item, given['external-id']) : { _id: '' };
  const format = oneOf(given.format, PACKAGE_FORMATS, 'format');
  const { out, zip } = given;
  if (out === undefined || out.trim() === '') throw new UsageError('--out needs a folder.');
  // Thousands of small documents: with more room they would only leave more garbage lying.
  const documents = createDocuments(account === undefined ? {} : { heapMb: BULK_HEAP_MB });
  const draw: PackageAsked['draw'] = (evidence) => documents.draw('evidence', evidence);
  try {
    if (account !== undefined) {
      const { from, to, abusive } = given;
      const asked = { account, from, to, abusive, format, out };
      return await withStore(({ db, now }) => exportBulk({ db, draw, now }, asked, io));
    }
    const target = await withStore(async ({ db, now }) => {
      const itemId = await itemIdOf(db, named);
      const record = await newestRecordOf(db, { tenantId: MAIN_TENANT, itemId });
      const key = { tenantId: MAIN_TENANT, captureId: record?._id ?? '' };
      const found = record && (await capturePackage(db, key, { format, draw, now }));
      if (found === null) throw new Error('No evidence of this item has been sealed.');
      for (const fact of missingFacts(found.evidence, format))
        io.stderr.write(`${recordCatalogue('en').missingFact[fact]}\n`);
      return writePackage(found, { out, format, zip });
    });
    io.stdout.write(`${target}\n`);
    return 0;
  } finally {
    await documents.stop();
  }
}

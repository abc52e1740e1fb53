/** `uppsikt export`: the evidence of one item in one of the formats of case systems and archives. */
import { newestRecordOf } from '../../core/evidence/captures.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { capturePackage } from '../../core/records/capture-package.store.ts';
import { PACKAGE_FORMATS } from '../../core/records/package-format.ts';
import { createDocuments } from '../../documents/document-process.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';
import { writePackage } from './write-package.ts';

export const USAGE = `uppsikt export (--item ID | --external-id X) --format FORMAT --out DIR [--zip]

  Writes the newest evidence of one item and prints the path.

  --item ID         the item's id
  --external-id X   the platform's own id instead
  --format FORMAT   ${PACKAGE_FORMATS.join(' | ')}
  --out DIR         the folder to put it into; made where it is missing
  --zip             one zip file instead of a folder

  Exit: 0 written, 1 no such item, no evidence, or something lies there already, 2 wrong usage.
`;

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
  });
  const named = namedBy(given.item, given['external-id']);
  const format = oneOf(given.format, PACKAGE_FORMATS, 'format');
  const { out, zip } = given;
  if (out === undefined || out.trim() === '') throw new UsageError('--out needs a folder.');
  const documents = createDocuments();
  try {
    const target = await withStore(async ({ db }) => {
      const itemId = await itemIdOf(db, named);
      const record = await newestRecordOf(db, { tenantId: MAIN_TENANT, itemId });
      const key = { tenantId: MAIN_TENANT, captureId: record?._id ?? '' };
      const draw = (evidence: Parameters<typeof documents.draw<'evidence'>>[1]) =>
        documents.draw('evidence', evidence);
      const found = record && (await capturePackage(db, key, { format, draw }));
      if (found === null) throw new Error('No evidence of this item has been sealed.');
      return writePackage(found, { out, format, zip });
    });
    io.stdout.write(`${target}\n`);
    return 0;
  } finally {
    await documents.stop();
  }
}

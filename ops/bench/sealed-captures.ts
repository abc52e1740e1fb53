/** Invented captures with their pictures, sealed into a store as the worker seals them: what an export of many reads. */
import type { Account } from '../../core/accounts/account.ts';
import { capturedFile, RECORD_FORMAT, sealCapture, sealFiles } from '../../core/evidence/capture.ts';
import { appendCapture } from '../../core/evidence/captures.store.ts';
import { SOFTWARE } from '../../core/evidence/software.ts';
import { type Db, transaction } from '../../core/kernel/db.ts';
import { derivedId, sha256 } from '../../core/kernel/ids.ts';
import type { DrawnPage } from '../../documents/picture/draw.ts';
import { inventedText } from './invented-evidence.ts';

function recordOf(n: number, at: string) {
  const spoken = (externalId: string, name: string, text: string) => ({
    externalId,
    parentId: 'post',
    postId: 'post',
    own: false,
    author: { id: `u-${name}`, name },
    visibility: 'public',
    firstFetchedAt: at,
    revisions: [{ text, sha256: sha256(text), at, receivedAt: at, edited: false, deliveryId: `d-${n}` }],
  });
  const self = spoken(`self-${n}`, 'Otto Otrevlig', inventedText(n));
  const thread = [1, 2, 3, 4].map((other) =>
    spoken(`other-${n}-${other}`, `Granne ${other}`, 'Jag undrar när badet öppnar.'),
  );
  const actor = { kind: 'person', id: 'p', name: 'Eva Exempel' };
  return {
    raw: [{ field: 'feed', message: inventedText(n) }],
    comment: self,
    context: {
      post: { externalId: 'post', text: 'Nu öppnar badet.', at, own: true },
      thread: [...thread, self],
    },
    assessment: {
      verdicts: [],
      removal: { reason: 'insult', axis: 'houseRule', rulesVersion: 1 },
      cause: { trigger: 'removal', actor, at, action: { type: 'hide' } },
    },
  };
}

/** Seals `count` captures of the account, each with the pages of one of `drawings`. */
export async function sealCaptures(
  db: Db,
  account: Account,
  { count, drawings, at }: { count: number; drawings: readonly (readonly DrawnPage[])[]; at: Date },
): Promise<void> {
  const { _id: accountId, tenantId, platform, externalId, name, board, country } = account;
  for (let n = 0; n < count; n++) {
    const captureId = derivedId('bench', String(n));
    const of = { tenantId, accountId, itemId: derivedId('item', String(n)), sealedAt: at };
    const object = { kind: 'comment', externalId: `self-${n}`, parentExternalId: 'post', permalink: null };
    const record = sealCapture(recordOf(n, at.toISOString()), {
      at: at.toISOString(),
      captureId,
      tenant: tenantId,
      record: RECORD_FORMAT,
      software: SOFTWARE,
      account: { platform, externalId, name, board, country },
      board,
      object: { ...object, postExternalId: 'post' },
      withoutContent: false,
    });
    const pages = (drawings[n % drawings.length] ?? []).map(({ png, width, height }, index, all) => ({
      file: capturedFile(`picture/rendered-${index + 1}.png`, 'image/png', png),
      picture: { kind: 'rendered', page: index + 1, pages: all.length, width, height, alt: null },
    }));
    const pictureId = derivedId(captureId, 'picture');
    const picture = sealFiles(
      pages.map(({ file }) => file),
      {
        at: at.toISOString(),
        captureId: pictureId,
        of: { captureId, manifestSha256: record.manifestSha256 },
        pictures: pages.map(({ file, picture: shown }) => ({ path: file.path, ...shown })),
      },
    );
    await transaction(db, async (session) => {
      await appendCapture(db, { _id: captureId, ...of, ...record }, session);
      await appendCapture(db, { _id: pictureId, recordId: captureId, ...of, ...picture }, session);
    });
  }
}

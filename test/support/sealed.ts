/** The sealed capture that an item names, with its files as text. */
import type { SealedCapture } from '../../core/evidence/capture.ts';
import { captureById, withFiles } from '../../core/evidence/captures.store.ts';
import type { Db } from '../../core/kernel/db.ts';

export async function sealedOf(db: Db, id: string | undefined): Promise<SealedCapture> {
  const capture = await captureById(db, { tenantId: 'main', id: id ?? '' });
  if (capture === null) throw new Error('There is no such capture.');
  return withFiles(db, capture);
}

/** Manifest and files, one text. */
export const wholeText = ({ manifest, files }: SealedCapture): string =>
  [manifest, ...files.map(({ content }) => Buffer.from(content as Uint8Array).toString('utf8'))].join('\n');

export function textIn({ files }: SealedCapture, path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  return Buffer.from((file?.content ?? '') as Uint8Array).toString('utf8');
}

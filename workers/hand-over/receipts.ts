/**
 * Picks up what the receivers answer beside the files that they took. A receipt is read as long as its hand-over waits
 * for one, and stays where it lies: read twice, it says the same.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { type XmlNode, xmlTree } from '../../core/records/eark/xml-tree.ts';
import { answered } from '../../core/records/hand-over-commands.ts';
import {
  answerHandOver,
  awaitingReceipt,
  type HandOver,
  routesWithReceipts,
  type StoredRoute,
} from '../../core/records/hand-overs.store.ts';
import {
  type Receipt,
  type ReceiptEnding,
  receiptFor,
  receiptFromObject,
  receiptFromText,
} from '../../core/records/receipt.ts';
import type { WorkerDeps } from '../deps.ts';
import type { ReceiptFile } from './deps.ts';
import { MAX_RECEIPT_BYTES } from './folder-way.ts';
import { openSecret } from './open-secret.ts';

/** As Windows and older systems write it, where it is no UTF-8. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Elements without elements in them, and attributes, wherever they stand. */
function leavesOf(node: XmlNode): [string, string][] {
  const own = node.children.length === 0 ? [[node.name, node.text] as [string, string]] : [];
  return [...Object.entries(node.attributes), ...own, ...node.children.flatMap(leavesOf)];
}

/** Thousands of elements in one another take the reader minutes. */
const MOST_TAGS = 1000;

/** Null: it cannot be read, as long as it is being written for instance; the next round looks again. */
export function readReceipt(bytes: Uint8Array, ending: ReceiptEnding): Receipt | null {
  if (bytes.length === 0 || bytes.length > MAX_RECEIPT_BYTES) return null;
  const text = decoded(bytes);
  if (ending === 'txt') return receiptFromText(text);
  try {
    if (ending === 'json') return receiptFromObject(JSON.parse(text) as unknown);
    // Entities of its own would let a small file grow without end.
    if (/<!DOCTYPE/iu.test(text) || text.split('<').length > MOST_TAGS) return null;
    return receiptFromObject(Object.fromEntries(leavesOf(xmlTree(new TextEncoder().encode(text)))));
  } catch {
    return null;
  }
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/iu, '');

/** Which of those that wait is answered by this name. */
function handOverOf(waiting: readonly HandOver[], of: string): HandOver | undefined {
  return waiting.find(({ tries }) => tries.some(({ name }) => name === of || withoutEnding(name) === of));
}

type ReceiptDeps = Pick<WorkerDeps, 'db' | 'vault' | 'now' | 'log' | 'publisher' | 'handOver'>;

/** Answer and item change together. Null: it is being sent at this moment, or was answered before. */
async function keep(
  deps: ReceiptDeps,
  { tenantId, _id, itemId }: HandOver,
  receipt: Receipt,
): Promise<Item | null> {
  const now = deps.now();
  return transaction(deps.db, async (session) => {
    const full = { ...receipt, at: now, source: 'file' } as const;
    const row = await answerHandOver(deps.db, { tenantId, id: _id, receipt: full, now }, session);
    if (row === null || itemId === null) return null;
    const item = await itemById(deps.db, { tenantId, id: itemId }, session);
    if (item === null) return null;
    const actor = { kind: 'machine', id: 'hand-over' } as const;
    return recordNewEvents(deps.db, item, { ...answered(item, _id, full), actor, at: now, session });
  });
}

/** How long a text must stand as it is: half of one would be another number, which nothing corrects. */
const SETTLED_MS = 500;

/** Null: it is none, cannot be read (a link, a folder), or is still being written. */
async function wholeReceipt(file: ReceiptFile, ending: ReceiptEnding): Promise<Receipt | null> {
  try {
    const bytes = await file.read();
    const receipt = readReceipt(bytes, ending);
    // JSON and XML show by themselves that their end is missing.
    if (receipt === null || ending !== 'txt') return receipt;
    await pause(SETTLED_MS);
    return Buffer.compare(bytes, await file.read()) === 0 ? receipt : null;
  } catch {
    return null;
  }
}

async function take(
  deps: ReceiptDeps,
  waiting: readonly HandOver[],
  files: readonly ReceiptFile[],
): Promise<void> {
  const changed: Item[] = [];
  for (const file of files) {
    const named = receiptFor(file.name);
    const row = named && handOverOf(waiting, named.of);
    if (named === null || !row) continue;
    const receipt = await wholeReceipt(file, named.ending);
    if (receipt === null) {
      deps.log.warn({ handOverId: row._id }, 'a receipt that cannot be read');
      continue;
    }
    const item = await keep(deps, row, receipt);
    if (item !== null) changed.push(item);
  }
  await publishItems(deps.publisher, changed, deps.now());
}

async function ofRoute(deps: ReceiptDeps, route: StoredRoute): Promise<void> {
  const { tenantId, _id, settings, sealedSecret } = route;
  const waiting = await awaitingReceipt(deps.db, { tenantId, routeId: _id });
  if (waiting.length === 0) return;
  const taking = (files: readonly ReceiptFile[]) => take(deps, waiting, files);
  const secret = openSecret(deps.vault, sealedSecret);
  if (settings.kind === 'folder') return deps.handOver.folder.receipts(settings, secret, taking);
  if (settings.kind === 'sftp') return deps.handOver.sftp.receipts(settings, secret, taking);
}

/** One round over every route. One that fails never holds up another. */
export function createReceiptRound(deps: ReceiptDeps): () => Promise<void> {
  return async () => {
    for (const route of await routesWithReceipts(deps.db))
      try {
        await ofRoute(deps, route);
      } catch (error) {
        if (isStoreFault(error)) throw error;
        deps.log.warn(
          { routeId: route._id, name: (error as Error).name },
          'receipts could not be looked for',
        );
      }
  };
}

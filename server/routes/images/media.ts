/** Pictures are never kept: each view is fetched anew through the guard, and must be the very bytes that were judged. */

import { accountById } from '../../../core/accounts/accounts.store.ts';
import { namesOfActors } from '../../../core/accounts/people.store.ts';
import { imageHashOf, isScanOpen, scanAgain } from '../../../core/images/image-scans.store.ts';
import { pictureChangesOf } from '../../../core/images/known-picture-changes.store.ts';
import {
  addKnownPicture,
  type KnownPicture,
  knownPicturesOf,
  removeKnownPicture,
} from '../../../core/images/known-pictures.store.ts';
import type { KnownPictureShape } from '../../../core/images/media.contract.ts';
import { type ImageScan, isOpenScan, isPicture, notScanned } from '../../../core/images/media.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { isKeptOut } from '../../../core/inbox/withheld.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { notFound, UppsiktError } from '../../../core/kernel/errors.ts';
import { createPictureFetcher } from '../../../core/kernel/guarded-fetch/fetch-picture.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';
import { itemInScope } from '../inbox/items.ts';

const refused = (code: string, status: number, message: string): UppsiktError =>
  new UppsiktError({ code, status, message });

/** Its address, or a refusal: a suspicion shows nothing, and nothing is shown before it was looked at. */
async function shownFrom(
  deps: ServerDeps,
  item: Item,
  at: number,
): Promise<{ url: string; judged: boolean }> {
  const attachment = item.attachments[at];
  if (attachment === undefined || !isPicture(attachment)) throw notFound('picture');
  const scan = item.media?.looks[at] ?? notScanned('not-judged', 'failed');
  if (scan.state === 'blocked' || isKeptOut(item))
    throw refused('picture_blocked', 403, 'This picture is blocked and is not shown to anybody.');
  if (await isWaiting(deps, item, scan))
    throw refused('picture_pending', 409, 'This picture has not been looked at yet.');
  return { url: attachment.url, judged: scan.state === 'judged' };
}

/** What the tries could not get judged is a person's to see; while one is due, nobody sees it. */
async function isWaiting(deps: ServerDeps, item: Item, scan: ImageScan): Promise<boolean> {
  if (!isOpenScan(scan)) return false;
  if (scan.state === 'pending' || scan.cause === 'changed') return true;
  const { tenantId, _id: itemId } = item;
  return isScanOpen(deps.db, { tenantId, itemId, revision: item.media?.revision ?? 0 });
}

/** Somebody has put another picture behind the address: it is looked at before it is shown. */
async function changed(deps: ServerDeps, item: Item, at: number): Promise<void> {
  const { tenantId, _id: itemId } = item;
  const now = deps.now();
  await transaction(deps.db, async (session) => {
    const fresh = await itemById(deps.db, { tenantId, id: itemId }, session);
    const { media } = fresh ?? {};
    if (!fresh || !media || media.revision !== item.media?.revision) return;
    if (media.looks[at]?.state !== 'judged') return;
    const scans = media.looks.map((scan, place) =>
      place === at ? notScanned('not-judged', 'changed') : scan,
    );
    const { decision, policyVersion: policy } = fresh;
    await recordNewEvents(deps.db, fresh, {
      newEvents: [
        { type: 'media.judged', data: { ...media, looks: scans, decision, categories: [], policy } },
      ],
      actor: { kind: 'machine', id: 'picture' },
      at: now,
      session,
    });
    await scanAgain(deps.db, { tenantId, itemId, revision: media.revision, now }, session);
  });
}

function present({ _id, hash, category, note, by, at }: KnownPicture, names: ReadonlyMap<string, string>) {
  const shown: KnownPictureShape = {
    id: _id,
    hash,
    category,
    note,
    by: names.get(by) ?? by,
    at: at.toISOString(),
  };
  return shown;
}

type MediaRoutes =
  | 'readPicture'
  | 'listKnownPictures'
  | 'listKnownPictureChanges'
  | 'addKnownPicture'
  | 'removeKnownPicture';

export function mediaHandlers(deps: ServerDeps): Pick<Handlers, MediaRoutes> {
  const fetcher = createPictureFetcher();

  async function hashOf(item: Item, at: number): Promise<string> {
    const key = { tenantId: item.tenantId, itemId: item._id, revision: item.media?.revision ?? 0, at };
    const hash = (await shownFrom(deps, item, at)).judged ? (await imageHashOf(deps.db, key))?.hash : null;
    if (!hash) throw refused('picture_without_hash', 422, 'This picture has nothing it could be known by.');
    return hash;
  }

  return {
    async readPicture({ principal, id, query: { attachment: at } }) {
      const item = await itemInScope(deps, principal, id);
      const { tenantId, accountId, _id: itemId } = item;
      const { url, judged } = await shownFrom(deps, item, at);
      const account = await accountById(deps.db, { tenantId, id: accountId });
      if (account === null) throw notFound('picture');
      const fetched = await fetcher.fetch(account, url);
      if (!fetched.ok)
        throw refused(
          `picture_${fetched.cause.replaceAll('-', '_')}`,
          502,
          'The picture could not be fetched.',
        );
      if (judged) {
        const imageHash = await imageHashOf(deps.db, {
          tenantId,
          itemId,
          revision: item.media?.revision ?? 0,
          at,
        });
        if (imageHash?.sha256 !== sha256(fetched.bytes)) {
          await changed(deps, item, at);
          throw refused('picture_changed', 409, 'The picture has changed and is looked at once more.');
        }
      }
      const name = `picture-${at}.${fetched.type.slice('image/'.length)}`;
      return { contentType: fetched.type, name, content: fetched.bytes };
    },
    async listKnownPictures({ principal: { scope } }) {
      const pictures = await knownPicturesOf(deps.db, scope.tenantId);
      const ids = [...new Set(pictures.map(({ by }) => by))];
      const names = await namesOfActors(deps.db, { tenantId: scope.tenantId, ids });
      return { pictures: pictures.map((picture) => present(picture, names)) };
    },
    async listKnownPictureChanges({ principal: { scope } }) {
      const changes = await pictureChangesOf(deps.db, scope.tenantId);
      const names = await namesOfActors(deps.db, {
        tenantId: scope.tenantId,
        ids: changes.map(({ by }) => by),
      });
      return {
        changes: changes.map(({ _id: id, what, hash, category, by, at }) => ({
          id,
          what,
          hash,
          category,
          by: names.get(by) ?? by,
          at: at.toISOString(),
        })),
      };
    },
    async addKnownPicture({ principal, body }) {
      const { tenantId } = principal.scope;
      // Every account's pictures are compared with the list: by a bare hash only who sees them all may add to it.
      if ('hash' in body) await assertMaySet(deps, principal.scope, null);
      const hash =
        'hash' in body
          ? body.hash
          : await hashOf(await itemInScope(deps, principal, body.itemId), body.attachment);
      const { category, note } = body;
      const by = principal.actor.id;
      const added = await addKnownPicture(deps.db, { tenantId, hash, category, note, by, at: deps.now() });
      return present(added, await namesOfActors(deps.db, { tenantId, ids: [added.by] }));
    },
    async removeKnownPicture({ principal: { scope, actor }, id }) {
      const change = { tenantId: scope.tenantId, id, by: actor.id, at: deps.now() };
      const removed = seesAll(scope) && (await removeKnownPicture(deps.db, change));
      if (!removed) throw notFound('picture');
      return {};
    },
  };
}

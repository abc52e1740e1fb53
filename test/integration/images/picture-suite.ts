/** A page that may fetch its pictures from this machine, a server that holds some, and comments that show them. */
import { afterAll, beforeAll } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { madePicture } from '../../../ops/simulator/made-picture.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { type PictureServer, picture, pictureServer } from '../../support/pictures.ts';
import { type Suite, storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

/** The suite's own account is no demo; this one may fetch from this machine. */
export const DEMO_PAGE = '700800900';

interface Pictures {
  readonly server: PictureServer;
  readonly demo: { readonly world: Suite['world']; readonly api: Suite['api']; readonly account: Account };
  readonly plain: Buffer;
  /** Shapes that the model takes for pornography. */
  readonly sand: Buffer;
}

export function pictureSuite() {
  const s = suite();
  let pictures: Pictures | undefined;
  let count = 0;

  beforeAll(async () => {
    const server = await pictureServer();
    const municipality = { municipality: 'Exempels kommun' };
    const request = { externalId: DEMO_PAGE, demo: municipality, apiBase: s.world.sim.apiBase };
    const account = await addTestAccount(s.world.db, request, MONDAY);
    const plain = await picture('jpeg', { width: 400, height: 300 });
    const sand = (await madePicture('sand.jpg'))?.bytes ?? Buffer.alloc(0);
    server.at.set('/plain.jpg', plain);
    server.at.set('/sand.jpg', sand);
    pictures = { server, demo: { world: s.world, api: s.api, account }, plain, sand };
  }, 60_000);
  afterAll(() => pictures?.server.close());

  /** Inside tests only. */
  function opened(): Pictures {
    if (pictures === undefined) throw new Error('The suite has not been opened.');
    return pictures;
  }

  /** A comment with pictures, ingested and looked at. */
  async function said(
    text: string,
    paths: readonly string[],
    more: { id?: string; from?: string; parentId?: string } = {},
  ) {
    count += 1;
    const { server, demo } = opened();
    const { id = `80_${count}`, from = `v${count}`, parentId } = more;
    const photos = paths.map((path) => (path.startsWith('/') ? server.url + path : path));
    await s.world.deliver(
      envelopeOf(
        [
          added({
            id,
            text,
            at: MONDAY,
            from: { id: from, name: 'Ada Exempelsson' },
            more: { photos },
            ...(parentId === undefined ? {} : { parentId }),
          }),
        ],
        { page: DEMO_PAGE },
      ),
    );
    return { id, stored: await storedOf(demo, id), shape: await shapeOf(id) };
  }

  async function shapeOf(externalId: string): Promise<ItemShape> {
    const [item] = (await s.api.items(`?externalId=${externalId}`)).items;
    if (item === undefined) throw new Error('not in the inbox');
    return item;
  }

  /** Raw: the client of the tests reads JSON. */
  const view = (itemId: string, at = 0): Promise<Response> =>
    fetch(`${s.world.url}/api/items/${itemId}/picture?attachment=${at}`, {
      headers: { authorization: `Bearer ${s.api.token}` },
    });

  return { s, opened, said, shapeOf, view };
}

/** Pictures and the list of known ones over memory. */
import type { Express } from 'express';
import type { KnownPictureChangeShape, KnownPictureShape } from '../../core/images/media.contract.ts';
import { madePicture } from '../../ops/simulator/made-picture.ts';

export interface FakeMedia {
  /** Which pictures were asked for: `item/place`. */
  readonly asked: string[];
  readonly known: KnownPictureShape[];
  failing: boolean;
  readonly changes: KnownPictureChangeShape[];
}

export function mountMedia(app: Express, api: { readonly media: FakeMedia }): void {
  const { media } = api;
  app.get('/api/items/:id/picture', async (request, response) => {
    media.asked.push(`${request.params.id}/${String(request.query.attachment)}`);
    const made = media.failing ? null : await madePicture('fixture.png');
    if (made === null)
      response.status(502).json({ error: { code: 'picture_gone', message: '', requestId: 'r' } });
    else response.setHeader('Cache-Control', 'private, no-store').type(made.type).send(made.bytes);
  });
  app.get('/api/known-pictures', (_request, response) => void response.json({ pictures: media.known }));
  app.get('/api/known-pictures/changes', (_request, response) => {
    if (media.failing)
      response.status(500).json({ error: { code: 'internal', message: '', requestId: 'r' } });
    else response.json({ changes: media.changes });
  });
  const change = (what: 'added' | 'removed', { hash, category }: KnownPictureShape): void => {
    const at = new Date().toISOString();
    media.changes.unshift({ id: `c${media.changes.length}`, what, hash, category, by: 'Eva Jonsson', at });
  };
  app.post('/api/known-pictures', (request, response) => {
    const { category, note, hash = '1e07737ccf9b9a36' } = request.body;
    const added = {
      id: `k${media.known.length}`,
      hash,
      category,
      note,
      by: 'Eva Jonsson',
      at: new Date().toISOString(),
    };
    media.known.unshift(added);
    change('added', added);
    response.status(201).json(added);
  });
  app.delete('/api/known-pictures/:id', (request, response) => {
    const at = media.known.findIndex(({ id }) => id === request.params.id);
    const [removed] = media.known.splice(at, at < 0 ? 0 : 1);
    if (removed) change('removed', removed);
    response.json({});
  });
}

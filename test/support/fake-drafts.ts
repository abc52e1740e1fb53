/** Drafts of the fake: kept in memory as the server keeps them. */
import type { Express } from 'express';
import type { DraftRequest } from '../../core/inbox/drafts.contract.ts';
import type { FakeApi } from './fake-api-shape.ts';

export function mountDrafts(app: Express, api: FakeApi): void {
  app.get('/api/drafts', (_request, response) => void response.json({ drafts: api.drafts }));
  app.post('/api/items/:id/draft', (request, response) => {
    const itemId = String(request.params.id);
    const { kind, text, seen } = request.body as DraftRequest;
    api.drafts = api.drafts.filter((draft) => draft.itemId !== itemId || draft.kind !== kind);
    const now = new Date().toISOString();
    if (text.trim() !== '') api.drafts.push({ itemId, kind, text, seen, updatedAt: now, keptUntil: now });
    response.json({ keptUntil: text.trim() === '' ? null : now });
  });
}

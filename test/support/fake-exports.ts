/** Evidence in bulk of the fake. */
import type { Express } from 'express';
import type { BulkExportRequest, BulkExportShape } from '../../core/records/bulk-export.contract.ts';
import { type FakeApi, fail } from './fake-api-shape.ts';
import type { FakeExports } from './fake-exports-shape.ts';

export const exportShape = (more: Partial<BulkExportShape> = {}): BulkExportShape => ({
  id: 'e1',
  accountIds: ['page-1'],
  from: '2026-03-01',
  to: '2026-03-31',
  abusive: true,
  format: 'evidence',
  state: 'ready',
  cause: null,
  requestedAt: new Date().toISOString(),
  total: 412,
  done: 410,
  leftOut: 2,
  bytes: 187_300_000,
  expiresAt: new Date(Date.now() + 47 * 3_600_000).toISOString(),
  ...more,
});

export const fakeExports = (): FakeExports => ({ mode: 'ok', exports: [], asked: [] });

export function mountExports(app: Express, api: FakeApi): void {
  const fake = api.exports;
  app.get('/api/exports', (_request, response) => {
    if (fake.mode === 'failing') return fail(response, 503, 'unavailable');
    if (fake.mode === 'slow') return;
    response.json({ exports: fake.exports });
  });
  app.post('/api/exports', (request, response) => {
    if (fake.mode === 'full') return fail(response, 409, 'too_many_exports');
    const body = request.body as BulkExportRequest;
    fake.asked.push(body);
    const made = { state: 'running', total: 412, done: 37, leftOut: 0, expiresAt: null } as const;
    const one = exportShape({ ...body, ...made, id: `e${fake.exports.length + 9}` });
    fake.exports.unshift(one);
    response.status(202).json(one);
  });
  app.delete('/api/exports/:id', (request, response) => {
    const one = fake.exports.find(({ id }) => id === request.params.id);
    if (one === undefined) return fail(response, 404, 'not_found');
    Object.assign(one, { state: 'cancelled', expiresAt: null });
    response.json(one);
  });
}

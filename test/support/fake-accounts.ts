/** What becomes of an account, over memory. The key `dead` is one that the platform refuses. */
import type { Express, Response } from 'express';
import type { AccountShape } from '../../core/accounts/accounts.contract.ts';
import { type FakeApi, fail } from './fake-api-shape.ts';

export function mountAccounts(app: Express, api: FakeApi): void {
  const change = (response: Response, id: string, changed: Partial<AccountShape>): void => {
    api.accounts = api.accounts.map((account) => (account.id === id ? { ...account, ...changed } : account));
    response.json(api.accounts.find((account) => account.id === id));
  };
  app.post('/api/accounts/:id/token', (request, response) => {
    if (request.body.token === 'dead') return fail(response, 422, 'account_check_failed');
    change(response, request.params.id, { connected: true, outgoing: 'active', disconnectedAt: null });
  });
  app.post('/api/accounts/:id/outgoing', (request, response) =>
    change(response, request.params.id, request.body),
  );
  app.delete('/api/accounts/:id', (request, response) =>
    change(response, request.params.id, {
      connected: false,
      outgoing: 'paused',
      disconnectedAt: new Date().toISOString(),
    }),
  );
}

/** Evidence as the fixture API gives it: packages that take a while or fail, and the state of the chain. */
import type { Express, Response } from 'express';
import type { ChainState } from '../../core/evidence/chain.contract.ts';

const unavailable = (response: Response): void =>
  void response
    .status(503)
    .json({ error: { code: 'unavailable', message: 'unavailable', requestId: 'req-7F3A' } });

export interface FakeEvidence {
  /** What was asked for, as `capture format`. */
  readonly asked: string[];
  failing: boolean;
  /** Null: asking for it fails. */
  chain: ChainState | null;
}

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const intactChain = (): ChainState => ({
  state: 'intact',
  since: '2026-01-12T08:00:00.000Z',
  checkedAt: '2026-08-17T02:00:00.000Z',
  links: 412,
  faults: [],
  head: { seq: 412, hash: HASH, takenAt: '2026-08-17T00:01:00.000Z', stamped: true },
  browser: 'runs',
});

export const fakeEvidence = (): FakeEvidence => ({ asked: [], failing: false, chain: intactChain() });

export function mountEvidence(app: Express, evidence: FakeEvidence): void {
  app.get('/api/captures/:id/package', (request, response) => {
    evidence.asked.push(`${request.params.id} ${request.query.format}`);
    if (evidence.failing) return unavailable(response);
    response.setHeader('Content-Disposition', 'attachment; filename="uppsikt-evidence-c1.zip"');
    response.setHeader('X-Uppsikt-Not-Set', 'organisation-number, submission-agreement');
    return void response.type('application/zip').send(Buffer.from('PK'));
  });
  app.get('/api/audit/verify', (_request, response) => {
    if (evidence.chain === null) return unavailable(response);
    return void response.json(evidence.chain);
  });
}

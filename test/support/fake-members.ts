/** The people's page over memory. */
import type { Express, Response } from 'express';
import type { KeyShape, MemberShape } from '../../core/accounts/members.contract.ts';
import type { Role } from '../../core/kernel/roles.ts';
import { fail } from './fake-api-shape.ts';
import type { FakeMembers } from './fake-members-shape.ts';

const MADE_AT = '2026-06-01T08:00:00.000Z';

export const memberShape = (id: string, name: string, role: Role): MemberShape => ({
  id,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@exempel.se`,
  name,
  role,
  accountIds: null,
  boards: null,
  places: [],
  items: 0,
  createdAt: MADE_AT,
});

export const keyShape = (id: string, name: string): KeyShape => ({
  id,
  name,
  role: 'auditor',
  accountIds: null,
  createdAt: MADE_AT,
  expiresAt: '2027-06-01T08:00:00.000Z',
  lastUsedAt: null,
});

export const fakeMembers = (): FakeMembers => ({
  mode: 'ok',
  members: [
    memberShape('p-eva', 'Eva Jonsson', 'administrator'),
    {
      ...memberShape('p-mats', 'Mats Åberg', 'administrator'),
      places: [{ accountId: 'a-fb', name: 'Norrkommun', place: 'administrator' }],
      items: 3,
    },
    memberShape('p-lisa', 'Lisa Ek', 'administrator'),
    { ...memberShape('p-rut', 'Rut Registrator', 'registrar'), boards: ['Tekniska nämnden'] },
    memberShape('p-sys', 'Sixten Sysadmin', 'system-administrator'),
  ],
  keys: [keyShape('k1', 'Statistik till webbplatsen')],
  refusal: null,
  asked: [],
});

export function mountMembers(app: Express, fake: FakeMembers): void {
  const answered = (response: Response, answer: () => unknown, status = 200): void => {
    if (fake.mode === 'failing') fail(response, 503, 'unavailable');
    else if (fake.mode === 'ok') response.status(status).json(answer());
  };
  const changed = (response: Response, path: string, body: unknown, answer: () => unknown): void => {
    fake.asked.push({ path, body });
    if (fake.refusal !== null) fail(response, 422, fake.refusal);
    else answered(response, answer);
  };
  app.get('/api/members', (_request, response) => answered(response, () => ({ members: fake.members })));
  app.get('/api/keys', (_request, response) => answered(response, () => ({ keys: fake.keys })));
  app.post('/api/members', (request, response) =>
    changed(response, request.path, request.body, () => {
      const { email, role, name = email } = request.body as { email: string; role: Role; name?: string };
      const member = { ...memberShape(`p-${fake.members.length}`, name, role), email };
      fake.members.push(member);
      return member;
    }),
  );
  app.post('/api/members/:id', (request, response) =>
    changed(response, request.path, request.body, () => {
      const at = fake.members.findIndex(({ id }) => id === request.params.id);
      fake.members[at] = { ...(fake.members[at] as MemberShape), ...request.body };
      return fake.members[at];
    }),
  );
  app.post('/api/members/:id/removal', (request, response) =>
    changed(response, request.path, request.body, () => {
      const gone = fake.members.find(({ id }) => id === request.params.id);
      fake.members = fake.members.filter(({ id }) => id !== request.params.id);
      return { accounts: gone?.places.length ?? 0, items: gone?.items ?? 0 };
    }),
  );
  app.post('/api/members/:id/invitation', (request, response) =>
    changed(response, request.path, request.body, () => ({
      link: `https://uppsikt.exempel.se/sign-in#abcdefghijklmnopqrstuvwxyzabcdef`,
      expiresAt: MADE_AT,
    })),
  );
  app.post('/api/keys', (request, response) =>
    changed(response, request.path, request.body, () => {
      const key = keyShape(`k${fake.keys.length + 1}`, request.body.name);
      fake.keys.unshift(key);
      return { key, token: 'upp_abcdefghijklmnopqrstuvwxyz0123456789abcd' };
    }),
  );
  app.delete('/api/keys/:id', (request, response) =>
    changed(response, request.path, null, () => {
      fake.keys = fake.keys.filter(({ id }) => id !== request.params.id);
      return {};
    }),
  );
}

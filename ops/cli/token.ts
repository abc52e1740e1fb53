/** `uppsikt token --role R …`: an API token, alone on its line; `token list` and `token revoke ID`. */
import { accountById } from '../../core/accounts/accounts.store.ts';
import { keysIn, revokeKey } from '../../core/accounts/api-keys.store.ts';
import { createApiToken, keyIdOf } from '../../core/accounts/people.store.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { ROLES, UNNAMED_TOKEN } from '../../core/kernel/roles.ts';
import { OPERATOR } from './operator.ts';
import { shown } from './shown.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

const MAX_DAYS = 3660;
export const USAGE = `uppsikt token --role R [--name N] [--accounts IDS] [--days N]
uppsikt token list
uppsikt token revoke ID

  Prints an API token, alone on its line: "Authorization: Bearer TOKEN". It is shown this once and kept as a hash.

  --role R        what it may do: ${ROLES.join(', ')}
  --name N        what the log calls it ("${UNNAMED_TOKEN}")
  --accounts IDS  only these accounts, separated by commas; all of them where left out
  --days N        how long it is good for, 1 to ${MAX_DAYS} (90)
`;

async function list({ stdout }: Io): Promise<number> {
  const keys = await withStore(({ db, now }) => keysIn(db, { tenantId: MAIN_TENANT, now }));
  for (const key of keys) {
    const { name, role, accountIds, createdAt, expiresAt, lastUsedAt = null } = key;
    const line = { id: keyIdOf(key), name, role, accountIds, createdAt, expiresAt, lastUsedAt };
    stdout.write(`${JSON.stringify(line)}\n`);
  }
  return 0;
}

async function revoke(id: string | undefined, { stdout }: Io): Promise<number> {
  if (id === undefined) throw new UsageError('token revoke needs the id of a token: token list has it.');
  await withStore(({ db, now }) => revokeKey(db, { tenantId: MAIN_TENANT, id }, { ...OPERATOR, at: now }));
  stdout.write(`${JSON.stringify({ id, revoked: true })}\n`);
  return 0;
}

export async function run(argv: string[], io: Io): Promise<number> {
  if (argv[0] === 'list' && argv.length === 1) return list(io);
  if (argv[0] === 'revoke' && argv.length <= 2) return revoke(argv[1], io);
  const given = options(argv, {
    role: { type: 'string' },
    name: { type: 'string', default: UNNAMED_TOKEN },
    accounts: { type: 'string' },
    days: { type: 'string', default: '90' },
  });
  const role = oneOf(given.role, ROLES, 'role');
  const name = shown(given.name, 'name');
  const days = Number(given.days);
  if (!(Number.isInteger(days) && days >= 1 && days <= MAX_DAYS))
    throw new UsageError(`--days must be a whole number from 1 to ${MAX_DAYS}.`);
  const accountIds =
    given.accounts === undefined ? 'all' : given.accounts.split(',').filter((id) => id !== '');
  if (accountIds.length === 0) throw new UsageError('--accounts names none.');
  const token = await withStore(async ({ db, now }) => {
    const tenantId = MAIN_TENANT;
    for (const id of accountIds === 'all' ? [] : accountIds)
      if ((await accountById(db, { tenantId, id })) === null)
        throw new UsageError(
          '--accounts names an account that is not here: ids are what account add prints.',
        );
    return createApiToken(db, { tenantId, name, role, accountIds, days, now });
  });
  io.stdout.write(`${token}\n`);
  return 0;
}

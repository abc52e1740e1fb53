/** `uppsikt token --role R [--name N] [--accounts IDS] [--days N]`: an API token, alone on its line. */
import { accountById } from '../../core/accounts/accounts.store.ts';
import { createApiToken } from '../../core/accounts/people.store.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { ROLES, UNNAMED_TOKEN } from '../../core/kernel/roles.ts';
import { shown } from './shown.ts';
import { withStore } from './store.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

const MAX_DAYS = 3660;
export const USAGE = `uppsikt token --role R [--name N] [--accounts IDS] [--days N]

  Prints an API token, alone on its line: "Authorization: Bearer TOKEN". It is shown this once and kept as a hash.

  --role R        what it may do: ${ROLES.join(', ')}
  --name N        what the log calls it ("${UNNAMED_TOKEN}")
  --accounts IDS  only these accounts, separated by commas; all of them where left out
  --days N        how long it is good for, 1 to ${MAX_DAYS} (90)
`;

export async function run(argv: string[], io: Io): Promise<number> {
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

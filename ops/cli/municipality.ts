/** `uppsikt municipality`: what archives and registers ask of the municipality itself. */
import { organisationNumber } from '../../core/accounts/organisation-number.ts';
import { setTenantFacts, type Tenant, tenantById } from '../../core/accounts/tenants.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt municipality show
uppsikt municipality set [--organisation-number N] [--submission-agreement A [--board B]]

  show                      what is set, as JSON
  --organisation-number N   the Swedish or Norwegian number, held against its check digit; "" takes it away
  --submission-agreement A  the archive's own number of the agreement that deliveries follow; "" takes it away
  --board B                 of that board alone; of all the others where left out
`;
const MAX_LENGTH = 200;

async function shown(db: Db) {
  const tenant = await tenantById(db, MAIN_TENANT);
  if (tenant === null) throw new Error('There is no municipality yet: sign in once, or start it.');
  const { name, country, organisationNumber: number = null, submissionAgreements = [] } = tenant;
  return { name, country, organisationNumber: number, submissionAgreements };
}

function agreementsAfter(
  before: NonNullable<Tenant['submissionAgreements']>,
  { agreement, board }: { readonly agreement: string; readonly board: string | null },
): NonNullable<Tenant['submissionAgreements']> {
  if (agreement.length > MAX_LENGTH) throw new UsageError('--submission-agreement is too long.');
  const others = before.filter((entry) => entry.board !== board);
  return agreement === '' ? others : [...others, { board, agreement }];
}

export async function run(argv: string[], io: Io): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb !== 'show' && verb !== 'set') throw new UsageError(`Say what to do.\n${USAGE}`);
  const given = options(rest, {
    'organisation-number': { type: 'string' },
    'submission-agreement': { type: 'string' },
    board: { type: 'string' },
  });
  const number = given['organisation-number']?.trim();
  const agreement = given['submission-agreement']?.trim();
  if (verb === 'show' && Object.keys(given).length > 0) throw new UsageError('show takes no options.');
  if (verb === 'set' && number === undefined && agreement === undefined)
    throw new UsageError('Nothing is given to set.');
  if (given.board !== undefined && agreement === undefined)
    throw new UsageError('--board goes with --submission-agreement.');
  return withStore(async ({ db }) => {
    const before = await shown(db);
    const valid = number ? organisationNumber(number, before.country) : null;
    if (number && valid === null)
      throw new UsageError(`--organisation-number is none of ${before.country}: its digits do not fit.`);
    if (verb === 'set')
      await setTenantFacts(db, MAIN_TENANT, {
        organisationNumber: number === undefined ? before.organisationNumber : valid,
        submissionAgreements:
          agreement === undefined
            ? before.submissionAgreements
            : agreementsAfter(before.submissionAgreements, { agreement, board: given.board?.trim() ?? null }),
      });
    io.stdout.write(`${JSON.stringify(await shown(db))}\n`);
    return 0;
  });
}

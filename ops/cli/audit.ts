/** `uppsikt audit verify`: the whole chain of evidence of this installation, every file of every capture. */
import { allTenants } from '../../core/accounts/tenants.store.ts';
import { keepCheck, walkChain } from '../../core/evidence/chain-checks.store.ts';
import { withStore } from './store.ts';
import { type Io, UsageError } from './usage.ts';

export const USAGE = `uppsikt audit verify

  Walks the whole chain of evidence: every link, every head that was taken, the hash of every sealed file.
  Prints one line for each fault and one for each municipality. What it found is shown in the app too.

  Exit: 0 intact, 1 altered, missing or reordered, 2 wrong usage.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  if (argv[0] !== 'verify' || argv.length !== 1) throw new UsageError('The only audit is: audit verify.');
  return withStore(async ({ db, now }) => {
    let faulty = false;
    for (const { _id: tenantId, name } of await allTenants(db)) {
      const check = await walkChain(db, { tenantId, now });
      await keepCheck(db, check);
      for (const { seq, captureId, fault, detail } of check.faults)
        io.stdout.write(`FAULT  ${seq} ${captureId ?? '-'} ${fault}: ${detail}\n`);
      const since = check.since === null ? 'nothing has been sealed' : `since ${check.since.toISOString()}`;
      const state = check.faults.length === 0 ? 'intact ' : `${check.faults.length} faults`;
      io.stdout.write(`${state}  ${name}: ${check.links} captures, ${since}\n`);
      faulty ||= check.faults.length > 0;
    }
    return faulty ? 1 : 0;
  });
}

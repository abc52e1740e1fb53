/** `uppsikt retrain`: builds the municipality's own learned model from its moderators' corrections, and uses it only if it is better. */

import { type Outcome, retrain } from '../../classifiers/text/index.ts';
import { personByEmail } from '../../core/accounts/people.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import type { Actor } from '../../core/kernel/roles.ts';
import { addModel, modelsOf, switchModelOff, useModel } from '../../core/learning/learned-models.store.ts';
import { loadTextClassifier } from '../../workers/classify/load.ts';
import { type Gathered, gather, shippedSamples } from '../retrain/gather.ts';
import { gatheredWords, listWords, outcomeWords } from '../retrain/words.ts';
import { withStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt retrain [--dry-run] [--days N] [--as EMAIL]
uppsikt retrain --list | --off | --use N

  Learns from what moderators corrected ("this is wrong", "missing", "something else") and, more weakly, from what they
  finished without objection. The result is a small learned model on top of the shipped one, tested on texts that were held
  back. Category by category it is used only if it does better there and flags no more of the project's clean texts.
  Comments that come in from then on are judged with it; what has been judged stays as it is.

  --dry-run   says what it found and keeps nothing
  --days N    how far back to read (730)
  --as EMAIL  who asks for it; kept with the learned model
  --list      the learned models there have been
  --off       back to the shipped model alone
  --use N     back to an earlier learned model, e.g. --use 2 for org-2
`;

const DEFAULT_DAYS = 730;

interface TrainRequest {
  readonly dryRun: boolean;
  readonly days: number;
  readonly email: string | null;
}

function numberOf(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--${name} must be a whole number above 0.`);
  return number;
}

async function actorOf(db: Db, email: string | null): Promise<Actor> {
  if (email === null) return { kind: 'machine', id: 'command-line' };
  const person = await personByEmail(db, { tenantId: MAIN_TENANT, email });
  if (person === null) throw new UsageError(`--as: nobody here has the address ${email}.`);
  return { kind: 'person', id: person._id };
}

async function keep(
  db: Db,
  { outcome, gathered, by, now }: { outcome: Outcome; gathered: Gathered; by: Actor; now: Date },
  classifier: string,
): Promise<string> {
  if (outcome.trained === null)
    return 'Nothing was trained, so nothing is changed: what was in use stays in use.\n';
  const row = await addModel(db, {
    tenantId: MAIN_TENANT,
    classifier,
    bytes: outcome.bytes === null ? null : Buffer.from(outcome.bytes),
    createdAt: now,
    by,
    texts: gathered.samples.length,
    corrections: gathered.corrected,
    figures: outcome.categories,
  });
  if (row.bytes === null)
    return `Kept as org-${row.version} with its figures, rejected: nothing is changed, what was in use stays in use.\n`;
  return `In use as org-${row.version} (${Math.ceil(row.bytes.length / 1024)} kB) within seconds. Back: retrain --off\n`;
}

async function train(io: Io, { dryRun, days, email }: TrainRequest): Promise<void> {
  const classifier = await loadTextClassifier();
  await withStore(async ({ db, now }) => {
    const by = await actorOf(db, email);
    const from = new Date(now.getTime() - days * DAY_MS);
    const gathered = await gather(db, { tenantId: MAIN_TENANT, from });
    io.stdout.write(gatheredWords(gathered));
    const outcome = retrain({ samples: gathered.samples, shipped: shippedSamples() }, classifier);
    io.stdout.write(outcomeWords(outcome.categories));
    if (dryRun) io.stdout.write('A dry run: nothing is kept.\n');
    else io.stdout.write(await keep(db, { outcome, gathered, by, now }, classifier.version));
  });
}

export async function run(argv: string[], io: Io): Promise<number> {
  const given = options(argv, {
    'dry-run': { type: 'boolean', default: false },
    days: { type: 'string' },
    as: { type: 'string' },
    list: { type: 'boolean', default: false },
    off: { type: 'boolean', default: false },
    use: { type: 'string' },
  });
  const { list, off, use } = given;
  if ([list, off, use !== undefined, given['dry-run']].filter(Boolean).length > 1)
    throw new UsageError(`Choose one of --dry-run, --list, --off and --use.\n${USAGE}`);
  const tenantId = MAIN_TENANT;
  if (list) await withStore(async ({ db }) => io.stdout.write(listWords(await modelsOf(db, { tenantId }))));
  else if (off)
    await withStore(async ({ db }) => {
      const was = await switchModelOff(db, { tenantId });
      io.stdout.write(
        was ? 'Switched off: the shipped model judges alone.\n' : 'No learned model was in use.\n',
      );
    });
  else if (use !== undefined) {
    const version = numberOf(use, 'use');
    await withStore(({ db }) => useModel(db, { tenantId, version }));
    io.stdout.write(`In use: org-${version}.\n`);
  } else {
    const days = given.days === undefined ? DEFAULT_DAYS : numberOf(given.days, 'days');
    await train(io, { dryRun: given['dry-run'], days, email: given.as ?? null });
  }
  return 0;
}

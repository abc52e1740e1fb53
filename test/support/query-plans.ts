/** Which queries a piece of work makes, and how the store finds what each asks for. */
import type { Db } from '../../core/kernel/db.ts';

type Command = Readonly<Record<string, unknown>>;

export interface Plan {
  readonly command: string;
  readonly indexes: readonly string[];
  readonly scans: boolean;
  readonly keys: number;
  readonly documents: number;
  /** What matched: more than was answered where a page is a part of what is sorted. */
  readonly matched: number;
  /** Documents that were sorted in memory. */
  readonly sorted: number;
}

/** Commands that look for documents, also in order to change them. */
const LOOKING = ['find', 'aggregate', 'count', 'distinct', 'findAndModify', 'update', 'delete'];
/** What belongs to the connection, the session or the write, and not to the question. */
const ENVELOPE = [
  'lsid',
  '$clusterTime',
  '$db',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'ordered',
];

/** The store explains one statement at a time. */
function statementsOf(command: Command): Command[] {
  const { updates, deletes, ...rest } = command as { updates?: unknown[]; deletes?: unknown[] };
  if (updates) return updates.map((update) => ({ ...rest, updates: [update] }));
  if (deletes) return deletes.map((one) => ({ ...rest, deletes: [one] }));
  return [rest];
}

/** Values are left out: two questions of the same form are one query. An empty list or null asks something else. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(formOf(one))))];
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, formOf(of)]));
  return value === null || typeof value === 'boolean' ? value : typeof value;
}

/** How often a query of the same form is explained: its values differ. */
const EACH = 2;

/** The queries that `work` sends, whoever sends them: at most {@link EACH} of the same form. */
export async function queriesOf(db: Db, work: () => Promise<unknown>): Promise<Command[]> {
  const seen = new Map<string, Map<string, Command>>();
  const client = db.connection.getClient();
  const note = ({ commandName, command }: { commandName: string; command: Command }): void => {
    if (!LOOKING.includes(commandName)) return;
    const asked = Object.fromEntries(Object.entries(command).filter(([key]) => !ENVELOPE.includes(key)));
    for (const statement of statementsOf(asked)) {
      const form = JSON.stringify([statement[commandName], formOf(statement)]);
      const same = seen.get(form) ?? new Map<string, Command>();
      if (same.size < EACH) same.set(JSON.stringify(statement), statement);
      seen.set(form, same);
    }
  };
  client.on('commandStarted', note as never);
  try {
    await work();
  } finally {
    client.off('commandStarted', note as never);
  }
  return [...seen.values()].flatMap((same) => [...same.values()]);
}

interface Stage {
  readonly stage: string;
  readonly nReturned?: number;
  readonly nWouldModify?: number;
  readonly nWouldDelete?: number;
  readonly keysExamined?: number;
  readonly docsExamined?: number;
  readonly indexName?: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}

const below = (stage: Stage): Stage[] => [
  stage,
  ...[...(stage.inputStage ? [stage.inputStage] : []), ...(stage.inputStages ?? [])].flatMap(below),
];

/** Runs the query as explained by the store; what would be changed is not. */
export async function planOf(db: Db, command: Command): Promise<Plan> {
  const explained = (await db.connection.db?.command({
    explain: command,
    verbosity: 'executionStats',
  })) as Record<string, never>;
  const cursor = (explained.stages as { $cursor?: Record<string, never> }[] | undefined)?.[0]?.$cursor;
  const stats = (cursor ?? explained).executionStats as unknown as { executionStages: Stage };
  const stages = below(stats.executionStages);
  const sum = (field: 'keysExamined' | 'docsExamined') =>
    stages.reduce((total, stage) => total + (stage[field] ?? 0), 0);
  const found = stages.filter(({ stage }) => stage !== 'IXSCAN' && stage !== 'OR');
  const sorts = stages.filter(({ stage }) => stage === 'SORT');
  const covered = found.every(({ stage }) => stage !== 'FETCH');
  return {
    command: JSON.stringify(command),
    indexes: [...new Set(stages.flatMap(({ indexName }) => indexName ?? []))],
    scans: stages.some(({ stage }) => stage === 'COLLSCAN'),
    keys: sum('keysExamined'),
    documents: sum('docsExamined'),
    matched: Math.max(0, ...(covered ? stages : found).map(({ nReturned }) => nReturned ?? 0)),
    sorted: Math.max(0, ...sorts.flatMap(({ inputStage }) => inputStage?.nReturned ?? [])),
  };
}

/** Which queries a piece of work makes, and how the store finds what each asks for. */
import type { Db } from '../../core/kernel/db.ts';

type Command = Record<string, unknown>;
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

const READS = ['find', 'aggregate', 'count', 'distinct'];
/** What belongs to the connection and not to the question. */
const ENVELOPE = [
  'lsid',
  '$clusterTime',
  '$db',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
];

/** The reads of the product's collections while `work` runs. Read concern and session are left out. */
export async function readsOf(db: Db, work: () => Promise<unknown>): Promise<Command[]> {
  const seen: Command[] = [];
  const client = db.connection.getClient();
  const note = ({ commandName, command }: { commandName: string; command: Command }): void => {
    if (READS.includes(commandName))
      seen.push(Object.fromEntries(Object.entries(command).filter(([key]) => !ENVELOPE.includes(key))));
  };
  client.on('commandStarted', note as never);
  try {
    await work();
  } finally {
    client.off('commandStarted', note as never);
  }
  return seen;
}

interface Stage {
  readonly stage: string;
  readonly nReturned: number;
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

/** Runs the query as explained by the store. */
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
    matched: Math.max(0, ...(covered ? stages : found).map(({ nReturned }) => nReturned)),
    sorted: Math.max(0, ...sorts.flatMap(({ inputStage }) => (inputStage ? [inputStage.nReturned] : []))),
  };
}

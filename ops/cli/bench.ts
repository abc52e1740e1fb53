/** `uppsikt bench [NAME …]`: measures on this machine, ratios in one run, the raw limits beside them. */
import { availableParallelism, cpus } from 'node:os';
import { format, type Report } from '../bench/report.ts';
import { type Io, UsageError } from './usage.ts';

const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<Report> }>>> = {
  pipeline: () => import('../bench/pipeline.ts'),
  deadline: () => import('../bench/deadline.ts'),
  classify: () => import('../bench/classify.ts'),
  images: () => import('../bench/images.ts'),
  pictures: () => import('../bench/pictures.ts'),
  exports: () => import('../bench/exports.ts'),
  inbox: () => import('../bench/inbox.ts'),
  'deadline-tick': () => import('../bench/deadline-tick.ts'),
  search: () => import('../bench/search.ts'),
  'search-million': async () => {
    const { measure } = await import('../bench/search.ts');
    return { run: () => measure(1_000_000) };
  },
};
/** Half an hour and some gigabytes of disk. */
const BY_NAME_ONLY = new Set(['search-million']);

const REPORT = '--report';

export const USAGE = `uppsikt bench [--report] [NAME …]

  Measures on this machine and prints the figures beside the raw limits. Without a name: all of them but
  ${[...BY_NAME_ONLY].join(', ')}, which takes some minutes. It starts a MongoDB and a Redis of its own where it needs them.
  On a machine that does nothing else, inbox ends with 1 where it misses a mark.

  NAME      ${Object.keys(BENCHES).join(', ')}
  --report  only prints, whatever is missed
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const names = argv.filter((argument) => argument !== REPORT);
  const wanted = names.length > 0 ? names : Object.keys(BENCHES).filter((name) => !BY_NAME_ONLY.has(name));
  let fails = false;
  const unknown = wanted.find((name) => BENCHES[name] === undefined);
  if (unknown !== undefined)
    throw new UsageError(`There is no benchmark ${unknown}; there are ${Object.keys(BENCHES).join(', ')}.`);
  io.stdout.write(
    `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n\n`,
  );
  for (const name of wanted) {
    const bench = await BENCHES[name]?.();
    if (bench === undefined) continue;
    const report = await bench.run();
    io.stdout.write(`${format(report)}\n`);
    fails ||= report.fails === true;
  }
  return fails && !argv.includes(REPORT) ? 1 : 0;
}

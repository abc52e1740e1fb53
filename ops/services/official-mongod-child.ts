// Run by official-mongod.ts: argv[2] is the folder; the answer goes over the IPC channel.
import memoryServer from 'mongodb-memory-server-core/lib/util/MongoBinary.js';

const downloadDir = process.argv[2] ?? '';

try {
  process.send?.(await memoryServer.MongoBinary.getPath({ downloadDir }));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.disconnect?.();

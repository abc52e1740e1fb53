// A parent that starts both stores, tells their pids and waits to be killed. argv[2]: the data folder.
import { startMongod } from '../../../ops/services/mongod.ts';
import { findMongod } from '../../../ops/services/mongod-binary.ts';
import { startRedis } from '../../../ops/services/redis.ts';
import { findRedis } from '../../../ops/services/redis-binary.ts';

const dir = process.argv[2] ?? '';
const mongod = await startMongod({ binary: (await findMongod()).path, dir });
const redis = await startRedis({ binary: (await findRedis()).path, dir });
console.log(JSON.stringify([mongod.pid, redis.pid]));
setInterval(() => undefined, 1000);

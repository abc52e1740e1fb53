// Tries to take the folder argv[2], says whether it did, and stays.
import { acquireFolder } from '../../../ops/services/folder-lock.ts';

try {
  acquireFolder(process.argv[2] ?? '');
  process.stdout.write('won');
} catch {
  process.stdout.write('lost');
}
setInterval(() => undefined, 1000);

/**
 * Schemas and examples of others, which are not ours to publish: they lie in a folder `shared` beside the checkout or
 * above it. What needs them is skipped, by name, where there is none.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_DIR } from '../../ops/services/cache.ts';

export function sharedFolder(name: string): string | null {
  for (let folder = PROJECT_DIR; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'shared', name);
    if (existsSync(found)) return found;
    if (folder === path.dirname(folder)) return null;
  }
}

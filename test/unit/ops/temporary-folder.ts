import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';

/** A fresh folder for each test of a file; call the returned function for its path. */
export function temporaryFolderPerTest(): () => string {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'uppsikt-ops-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return () => path;
}

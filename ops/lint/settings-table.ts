import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '../../core/kernel/config.ts';
import type { Finding } from './finding.ts';

/** The settings that no row of a table in the Markdown text names (as `` `NAME` ``). */
export function settingsWithoutRow(markdown: string, settings: readonly string[]): string[] {
  const rows = markdown.split('\n').filter((line) => line.trimStart().startsWith('|'));
  const named = new Set(
    rows.flatMap((row) => [...row.matchAll(/`([A-Z][A-Z0-9_]+)`/gu)].map(([, name]) => name)),
  );
  return settings.filter((name) => !named.has(name));
}

/** Every setting must stand in the README's table. Null while there is no README. */
export function checkSettingsTable(baseDir: string): Finding[] | null {
  const path = join(baseDir, 'README.md');
  if (!existsSync(path)) return null;
  const missing = settingsWithoutRow(readFileSync(path, 'utf8'), Object.keys(Settings.shape));
  return missing.map((name) => ({
    file: 'README.md',
    what: name,
    rule: 'settings-are-documented',
    instead: 'Add a row for it to the table of settings; the words stand in core/kernel/config.ts.',
  }));
}

import { existsSync, readFileSync } from 'node:fs';

/** A suite, or a part of one, that could not run here. */
export interface Skipped {
  readonly suite: string;
  readonly why: string;
}

/** What was run and how it ended; printed once, last. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly #notRun: Skipped[] = [];

  add(counts: { readonly passed: number; readonly failed: number; readonly skipped: number }): void {
    this.passed += counts.passed;
    this.failed += counts.failed;
    this.skipped += counts.skipped;
  }

  /** A whole suite that did not run; it counts as one. */
  skip(suite: string, why: string): void {
    this.#notRun.push({ suite, why });
    this.skipped += 1;
  }

  /** What tests said themselves about parts that could not run: lines of `suite<tab>why`; jest has counted them. */
  readSkippedFile(path: string): void {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const [suite, ...why] = line.split('\t');
      if (suite) this.#notRun.push({ suite, why: why.join(' ') || 'it did not say' });
    }
  }

  /** 1 when something failed, or when nothing ran at all. */
  get exitCode(): 0 | 1 {
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }

  /** One line for each suite that did not run, and the counts on the very last one. */
  lines(): string[] {
    const notRun = new Set(this.#notRun.map(({ suite, why }) => `skipped: ${suite}: ${oneLine(why)}`));
    return [...notRun, `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`];
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

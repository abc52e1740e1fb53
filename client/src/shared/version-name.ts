/** How people name a version of rules, which the API names by a code (`core/kernel/versioned-policies.ts`). */
import type { Words } from './i18n/words.ts';

const CODE = /^(?:(?<place>municipality|account)-(?:.+-)?(?<number>\d+)|default-.+)$/u;

export function versionName({ t }: Pick<Words, 't'>, code: string): string {
  const found = CODE.exec(code);
  if (found === null) return code;
  const { place, number } = found.groups ?? {};
  return place === undefined ? t('versions.default') : t(`versions.of.${place}`, { number });
}

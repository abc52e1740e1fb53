import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { beginningOf } from '../../../../core/inbox/text-form.ts';
import { langOf } from '../i18n/text-language.ts';
import { useWords } from '../i18n/words.ts';
import { veiledBy } from '../veil.ts';
import { veilWords } from '../veil-words.ts';
import { PlainText } from './plain-text.tsx';

/** How a text begins, in at most so many signs; a grave one stands behind its veil wherever it is named. */
export function ItemWords({ item, most }: { item: ItemShape; most: number }) {
  const { t } = useWords();
  const veil = veiledBy(item);
  if (veil.length > 0) return <span className="grey">{veilWords({ t }, veil)}</span>;
  if (item.text === '')
    return <span className="grey">{t(item.attachments.length > 0 ? 'text.onlyMedia' : 'text.empty')}</span>;
  return (
    <bdi lang={langOf(item.language)}>
      <PlainText text={beginningOf(item.text, most)} />
    </bdi>
  );
}

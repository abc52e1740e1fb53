import { EyeSlashIcon } from '@navikt/aksel-icons';
import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useChangePersonalSettings } from '../../api/personal-settings.ts';
import { langOf } from '../../shared/i18n/text-language.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useCommands } from '../../shared/keys.ts';
import { useSession } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { veiledBy } from '../../shared/veil.ts';
import { veilWords } from '../../shared/veil-words.ts';
import { useMarksIn } from '../search-marks.tsx';
import { MarkedText } from './marked-text.tsx';
import { RevealNumber, useRevealed } from './reveal-number.tsx';
import { spansOf, splitText, withRevealed } from './spans.ts';
import { VeilOffer } from './veil-offer.tsx';
import './message.css';

function PlainText({ item, textRef }: { item: ItemShape; textRef: RefObject<HTMLParagraphElement | null> }) {
  const { revealed, keep } = useRevealed(item);
  const found = useMarksIn(item.text);
  return (
    <p ref={textRef} tabIndex={-1} className="selected-item__text" lang={langOf(item.language)} dir="auto">
      <MarkedText
        segments={splitText(withRevealed(item.text, revealed), spansOf(item.verdicts), [
          ...item.masked,
          ...found,
        ])}
        found={found}
        after={(end) => {
          const span = item.masked.find((masked) => masked.end === end);
          if (span === undefined || revealed.has(span.start)) return null;
          return <RevealNumber item={item} span={span} onShown={(value) => keep(span.start, value)} />;
        }}
      />
    </p>
  );
}

/** The item's own words; where they are grave, behind a line that says why, until the person asks for them. */
export function ItemText({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const { settings } = useSession();
  const change = useChangePersonalSettings();
  const text = useRef<HTMLParagraphElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState(false);
  // Once per person: the line stays for as long as this item does, and does not come back.
  const [offered, setOffered] = useState(!settings.askedAboutVeil);
  const veil = veiledBy(item);
  const isVeiled = veil.length > 0 && item.text !== '';
  const isShown = !isVeiled || asked || settings.showsVeiled;
  // The button that had the focus goes, and the next key must not fall through to nowhere.
  const reveal = (): void => {
    flushSync(() => setAsked(true));
    text.current?.focus();
    if (!settings.askedAboutVeil) change.mutate({ askedAboutVeil: true });
  };
  useCommands(isShown ? {} : { reveal });
  if (item.text === '')
    return (
      <p className="selected-item__text grey">
        {t(item.attachments.length > 0 ? 'text.onlyMedia' : 'text.empty')}
      </p>
    );
  return (
    <>
      {isShown ? (
        <PlainText item={item} textRef={text} />
      ) : (
        <p className="selected-item__text selected-item__text--folded">
          <EyeSlashIcon className="icon" aria-hidden="true" /> {veilWords({ t }, veil)}{' '}
          <button ref={button} type="button" className="text-link" onClick={reveal}>
            {t('fold.show')}
          </button>{' '}
          <Kbd>v</Kbd>
        </p>
      )}
      {isVeiled && offered && (
        <VeilOffer
          change={change}
          onAnswered={(showsVeiled) => {
            flushSync(() => {
              setOffered(false);
              if (showsVeiled) setAsked(true);
            });
            (text.current ?? button.current)?.focus();
          }}
        />
      )}
    </>
  );
}

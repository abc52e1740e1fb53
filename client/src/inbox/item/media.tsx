import { Button } from '@digdir/designsystemet-react';
import { EyeSlashIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ImageScanShape, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useCommands } from '../../shared/keys.ts';
import { useMay } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { blockedBy, canShow, foundOn, mediaOf, type PlacedAttachment, pictureUrl } from '../data/looks.ts';
import { BlockedMedia } from './blocked-media.tsx';
import { KnowPicture } from './know-picture.tsx';
import './media.css';

/** What the model says, with its version; and what no model has looked at. */
function Caption({ look }: { look: ImageScanShape }) {
  const { t, number } = useWords();
  const found = foundOn(look);
  return (
    <figcaption className="media__words">
      {found.map(({ category, level, score, version }) => (
        <span key={`${category}-${version}`} className="chip chip--strong">
          {t('media.chip', {
            category: t(`category.${category}`),
            level: t(`level.${level}`),
            score: number(score, 2),
            version,
          })}
        </span>
      ))}
      {look.state === 'pending' && <span>{t('media.pending')}</span>}
      {look.state === 'judged' && <span>{t(found.length > 0 ? 'media.found' : 'media.calm')}</span>}
      {look.state === 'judged' && found.length === 0 && look.version && (
        <span className="grey">{t('media.version', { version: look.version })}</span>
      )}
      {look.state === 'not-judged' && (
        <span>
          <strong>{t('media.notJudged')}</strong> {look.cause && t(`media.cause.${look.cause}`)}
        </span>
      )}
    </figcaption>
  );
}

/** The bytes are asked for when somebody wants to see them, never before: behind the veil there is nothing. */
function Clear({ src, alt }: { src: string; alt: string }) {
  const { t } = useWords();
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  if (state === 'failed')
    return (
      <p className="media__veil" role="alert">
        {t('media.failed')}
      </p>
    );
  return (
    <>
      {state === 'loading' && <output className="media__veil">{t('media.loading')}</output>}
      <img
        className="media__picture"
        src={src}
        alt={alt}
        hidden={state === 'loading'}
        onLoad={() => setState('shown')}
        onError={() => setState('failed')}
      />
    </>
  );
}

interface OneProps {
  readonly itemId: string;
  readonly media: PlacedAttachment;
  readonly shown: boolean;
  readonly onToggle: () => void;
}

function OneMedium({ itemId, media, shown, onToggle }: OneProps) {
  const { t } = useWords();
  const may = useMay();
  const name = media.type === 'video' ? t('media.video') : t('media.picture', { n: media.at + 1 });
  const clear = shown && canShow(media);
  return (
    <figure className="media__one">
      {clear ? (
        <Clear src={pictureUrl(itemId, media.at)} alt={name} />
      ) : (
        <div className="media__veil">
          <EyeSlashIcon className="icon" aria-hidden="true" />
          <span>{media.type === 'video' ? t('media.onlyThere') : t('media.hidden')}</span>
        </div>
      )}
      {canShow(media) && (
        <Button
          variant="secondary"
          data-color="neutral"
          data-size="xs"
          aria-label={`${t(clear ? 'media.hide' : 'media.show')}: ${name}`}
          onClick={onToggle}
        >
          {t(clear ? 'media.hide' : 'media.show')} <Kbd>b</Kbd>
        </Button>
      )}
      <Caption look={media.look} />
      {media.look.listable && may('items:act') && <KnowPicture itemId={itemId} at={media.at} />}
    </figure>
  );
}

/** Veiled until this viewer wants to see them; opening another item veils them again. */
export function Media({ item }: { item: ItemShape }) {
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set());
  const media = mediaOf(item);
  const showable = media.filter(canShow).map(({ at }) => at);
  const all = showable.length > 0 && showable.every((at) => shown.has(at));
  useCommands(showable.length > 0 ? { picture: () => setShown(all ? new Set() : new Set(showable)) } : {});
  const blocked = blockedBy(item);
  if (blocked !== null) return <BlockedMedia item={item} cause={blocked} />;
  if (media.length === 0) return null;
  const toggle = (at: number) => () =>
    setShown((before) => new Set(before.has(at) ? [...before].filter((one) => one !== at) : [...before, at]));
  return (
    <div className="media">
      {media.map((one) => (
        <OneMedium
          key={one.at}
          itemId={item.id}
          media={one}
          shown={shown.has(one.at)}
          onToggle={toggle(one.at)}
        />
      ))}
    </div>
  );
}

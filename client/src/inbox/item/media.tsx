import { Button } from '@digdir/designsystemet-react';
import { EyeSlashIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ImageScanShape } from '../../../../core/images/image-scan.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useCommands } from '../../shared/keys.ts';
import { KnownPictureForm } from '../../shared/known-picture-form.tsx';
import { useMay } from '../../shared/session.tsx';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { blockedBy, canShow, foundOn, mediaOf, type PlacedAttachment, pictureUrl } from './attachments.ts';
import { BlockedMedia } from './blocked-media.tsx';
import { Enlarged } from './enlarged.tsx';
import './media.css';

/** What the model says, with its version; and what no model has scanned. */
function Caption({ imageScan }: { imageScan: ImageScanShape }) {
  const { t, number } = useWords();
  const found = foundOn(imageScan);
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
      {imageScan.state === 'pending' && <span>{t('media.pending')}</span>}
      {imageScan.state === 'judged' && <span>{t(found.length > 0 ? 'media.found' : 'media.calm')}</span>}
      {imageScan.state === 'judged' && found.length === 0 && imageScan.version && (
        <span className="grey">{t('media.version', { version: imageScan.version })}</span>
      )}
      {imageScan.state === 'not-judged' && (
        <span>
          <strong>{t('media.notJudged')}</strong> {imageScan.cause && t(`media.cause.${imageScan.cause}`)}
        </span>
      )}
    </figcaption>
  );
}

/** The bytes are asked for when somebody wants to see them, never before: behind the veil there is nothing. */
function Clear({ src, alt, onEnlarge }: { src: string; alt: string; onEnlarge: () => void }) {
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
      <button
        type="button"
        className="media__open"
        hidden={state === 'loading'}
        title={t('media.enlarge')}
        onClick={onEnlarge}
      >
        <span className="sr-only">{t('media.enlarge')}: </span>
        <img
          className="media__picture"
          src={src}
          alt={alt}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      </button>
    </>
  );
}

/** The picture at this place of the item is one to know again. */
function AddToKnown({ itemId, at }: { itemId: string; at: number }) {
  const { t } = useWords();
  const [added, setAdded] = useState(false);
  if (added) return <output className="media__words">{t('media.known.added')}</output>;
  return (
    <KnownPictureForm
      title={t('media.known.add')}
      picture={{ itemId, attachment: at }}
      onAdded={() => setAdded(true)}
    >
      <p className="grey small">{t('media.known.addHint')}</p>
    </KnownPictureForm>
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
  const [enlarged, setEnlarged] = useState(false);
  const numbered = media.type === 'video' ? t('media.video') : t('media.picture', { n: media.at + 1 });
  const name = media.alt ?? numbered;
  const clear = shown && canShow(media);
  return (
    <figure className="media__one">
      {clear ? (
        <Clear src={pictureUrl(itemId, media.at)} alt={name} onEnlarge={() => setEnlarged(true)} />
      ) : (
        <div className="media__veil">
          <EyeSlashIcon className="icon" aria-hidden="true" />
          <span>{media.type === 'video' ? t('media.onlyThere') : t('media.hidden')}</span>
        </div>
      )}
      {clear && enlarged && (
        <Enlarged src={pictureUrl(itemId, media.at)} alt={name} onClose={() => setEnlarged(false)} />
      )}
      {clear && media.alt !== null && <p className="grey small">{media.alt}</p>}
      {canShow(media) && (
        <Button variant="secondary" data-color="neutral" data-size="xs" onClick={onToggle}>
          {t(clear ? 'media.hide' : 'media.show')}
          <span className="sr-only">: {numbered}</span> <Kbd>b</Kbd>
        </Button>
      )}
      <Caption imageScan={media.look} />
      {media.look.listable && may('items:act') && <AddToKnown itemId={itemId} at={media.at} />}
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
    setShown(
      (before) => new Set(before.has(at) ? [...before].filter((index) => index !== at) : [...before, at]),
    );
  return (
    <div className="media">
      {media.map((attachment) => (
        <OneMedium
          key={attachment.at}
          itemId={item.id}
          media={attachment}
          shown={shown.has(attachment.at)}
          onToggle={toggle(attachment.at)}
        />
      ))}
    </div>
  );
}

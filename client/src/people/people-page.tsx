import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { MemberShape } from '../../../core/accounts/members.contract.ts';
import { ALL_ACCOUNT_ROLES } from '../../../core/kernel/roles.ts';
import { useWords, type Words } from '../shared/i18n/words.ts';
import { say } from '../shared/said.ts';
import { useSession } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { Failure } from '../shared/ui/failure.tsx';
import { useInvite, useMembers } from './calls.ts';
import { KeysSection } from './keys-section.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { Once } from './once.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import '../shared/styles/entries.css';
import './people.css';

type Doing =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove'; readonly member: MemberShape }
  | { readonly kind: 'invited'; readonly member: MemberShape; readonly link: string };

/** What the person sees beside the accounts that name them. */
function reachOf({ boards, accountIds, role, places }: MemberShape, { t }: Pick<Words, 't'>): string | null {
  if (boards !== null) return boards.join(', ');
  if (accountIds !== null) return t('people.someAccounts', { count: accountIds.length });
  if (ALL_ACCOUNT_ROLES.has(role)) return t('people.everyAccount');
  return places.length === 0 ? t('people.noAccount') : null;
}

function Member({ member, onDo }: { member: MemberShape; onDo: (doing: Doing) => void }) {
  const words = useWords();
  const { t } = words;
  const { person } = useSession();
  const invite = useInvite();
  const isOperator = member.role === 'system-administrator';
  const mayTouch = !isOperator || person.role === 'system-administrator';
  const isMe = member.id === person.id;
  const reach = reachOf(member, words);
  const named = <span className="sr-only">: {member.name}</span>;
  const ask = { variant: 'tertiary', 'data-color': 'neutral', 'data-size': 'xs' } as const;
  return (
    <li className="entry people__member">
      <div className="entry__text">
        <span className="entry__term">
          {member.name} {isMe && <span className="grey">({t('people.you')})</span>}
        </span>
        <span className="people__address grey small">{member.email}</span>
        <span>{t(`role.${member.role}`)}</span>
        {reach !== null && <span className="grey small">{reach}</span>}
        {member.places.map(({ accountId, name, place }) => (
          <span key={`${accountId} ${place}`} className="grey small">
            {t(`people.place.${place}`, { account: name })}
          </span>
        ))}
        {member.items > 0 && <span className="grey small">{t('people.items', { count: member.items })}</span>}
        {invite.error && (
          <span role="alert" className="small">
            {errorWords(words, invite.error)}
          </span>
        )}
      </div>
      {mayTouch && (
        <div className="entry__tools">
          <Button {...ask} onClick={() => onDo({ kind: 'change', member })}>
            {t('people.change')}
            {named}
          </Button>
          {!isMe && (
            <>
              <Button
                {...ask}
                aria-busy={invite.isPending || undefined}
                onClick={() =>
                  invite.mutate(member.id, {
                    onSuccess: ({ link }) => onDo({ kind: 'invited', member, link }),
                  })
                }
              >
                {t('people.invite')}
                {named}
              </Button>
              <Button {...ask} onClick={() => onDo({ kind: 'remove', member })}>
                {t('people.remove')}
                {named}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

/** Who may sign in, and as what. */
export default function PeoplePage() {
  const { t } = useWords();
  const { data, error, refetch } = useMembers();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const done = (sentence: string) => {
    say(sentence);
    close();
  };
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.people')}</h1>
        <p className="grey">{t('people.intro')}</p>
        <section className="account" aria-labelledby="members">
          <h2 id="members">{t('people.title')}</h2>
          {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
          {!data && !error && <output className="grey">{t('people.loading')}</output>}
          {data && (
            <ul className="entries">
              {data.members.map((member) => (
                <Member key={member.id} member={member} onDo={setDoing} />
              ))}
            </ul>
          )}
          <Button onClick={() => setDoing({ kind: 'add' })}>{t('people.add')}</Button>
        </section>
        <KeysSection />
      </div>
      {doing?.kind === 'add' && (
        <MemberDialog member={null} onClose={close} onDone={(name) => done(t('people.added', { name }))} />
      )}
      {doing?.kind === 'change' && (
        <MemberDialog
          member={doing.member}
          onClose={close}
          onDone={(name) => done(t('people.changed', { name }))}
        />
      )}
      {doing?.kind === 'remove' && (
        <RemoveDialog member={doing.member} members={data?.members ?? []} onClose={close} onDone={done} />
      )}
      {doing?.kind === 'invited' && (
        <Once
          title={t('people.invitedTitle', { name: doing.member.name })}
          lead={t('people.invitedLead')}
          secret={doing.link}
          onClose={close}
        />
      )}
    </div>
  );
}

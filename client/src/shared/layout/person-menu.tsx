import { Dropdown } from '@digdir/designsystemet-react';
import { LeaveIcon } from '@navikt/aksel-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { calls } from '../../api/calls.ts';
import { sayFarewells } from '../before-leaving.ts';
import { useWords } from '../i18n/words.ts';
import { useSession } from '../session.tsx';
import { Avatar } from '../ui/avatar.tsx';

export function useSignOut(): () => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    async mutationFn() {
      await sayFarewells();
      return calls.signOut();
    },
    // A reload drops everything that stood in memory: drafts of others must not stay on a shared computer.
    onSettled: () => {
      sessionStorage.clear();
      client.clear();
      window.location.assign('/sign-in');
    },
  });
  return () => mutate();
}

export function PersonMenu() {
  const { t } = useWords();
  const { person } = useSession();
  const signOut = useSignOut();
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        className="person"
        variant="tertiary"
        data-color="neutral"
        data-size="xs"
        title={person.name}
      >
        <Avatar name={person.name} small />
        <span className="person__name">{person.name}</span>
      </Dropdown.Trigger>
      <Dropdown placement="top-start" data-size="xs">
        <Dropdown.Heading>
          {person.email}
          <br />
          {t(`role.${person.role}`)}
        </Dropdown.Heading>
        <Dropdown.List>
          <Dropdown.Item>
            <Dropdown.Button onClick={signOut}>
              <LeaveIcon aria-hidden="true" /> {t('nav.signOut')}
            </Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

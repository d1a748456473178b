// Who may open the Admin Portal, as what, and with which protection.
import { type ReactNode, useState } from 'react';
import { type Result, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../api/session.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { RoleDialog } from '../../parts/role-dialog.tsx';
import { ROLES, StateBadge } from '../../parts/roles.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { type Column, Table } from '../../ui/list/table.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

type Row = Result<'listAdministrators'>['items'][number];

function columnsFor(onRole: ((person: Row) => void) | undefined): readonly Column<Row>[] {
  return [
    {
      id: 'name',
      head: 'Name',
      cell: (person) => (
        <span className="inline-block align-top">
          {person.displayName}
          <span className="block text-xs font-normal break-all text-ink-2">{person.username}</span>
        </span>
      ),
    },
    {
      id: 'factor',
      head: 'Second factor',
      cell: (person) => (person.hasSecondFactor ? <Badge tone="ok">Set up</Badge> : <Badge tone="warn">None</Badge>),
    },
    { id: 'role', head: 'Role', cell: (person) => ROLES[person.role].label },
    { id: 'state', head: 'State', cell: (person) => <StateBadge state={person.state} /> },
    {
      id: 'lastSignIn',
      head: 'Last sign-in',
      cell: (person) => (person.lastSignInAt === null ? 'never' : <TimeText value={person.lastSignInAt} />),
    },
    ...(onRole === undefined
      ? []
      : [
          {
            id: 'change',
            head: 'Change',
            isEssential: true,
            cell: (person: Row) => (
              <Button
                size="small"
                aria-label={`Change the role of ${person.displayName}`}
                onPress={() => onRole(person)}
              >
                Role …
              </Button>
            ),
          },
        ]),
  ];
}

export function Administrators(): ReactNode {
  const administrators = useEndpoint('listAdministrators');
  const mayOwn = useMay('own');
  const [changing, setChanging] = useState<Row>();
  return (
    <div className="flex flex-col gap-4">
      <LookOnly need="own" />
      <Loaded result={administrators}>
        {({ items }) => (
          <>
            {items.some((person) => !person.hasSecondFactor) && (
              <Banner tone="warn" title="Some administrators have no second factor">
                Whoever learns their password can do everything their role can. They set one up under Security in their
                own portal; Settings, Sign-in can make it compulsory.
              </Banner>
            )}
            <Table
              label="Administrators"
              columns={columnsFor(mayOwn ? setChanging : undefined)}
              items={items}
              rowId={(person) => person.id}
              rowLabel={(person) => person.displayName}
              rowHref={(person) => paths.user(person.id)}
            />
          </>
        )}
      </Loaded>
      <dl className="m-0 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {Object.values(ROLES).map(({ label, detail }) => (
          <div key={label} className="contents">
            <dt className="font-medium">{label}</dt>
            <dd className="m-0 mb-1 text-ink-2">{detail}.</dd>
          </div>
        ))}
      </dl>
      {mayOwn && (
        <p className="text-ink-2">To make somebody an administrator, open the user and choose Actions, Role.</p>
      )}
      {changing !== undefined && <RoleDialog person={changing} onClose={() => setChanging(undefined)} />}
    </div>
  );
}

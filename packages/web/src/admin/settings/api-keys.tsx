// Keys with which programs use the API: make one, see what is in use, end one.
import type { ApiKey } from '@keyshift/web-api';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../api/session.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { useAttempt } from '../../parts/use-attempt.ts';
import { Button } from '../../ui/action/button.tsx';
import { Badge, type BadgeTone } from '../../ui/feedback/badge.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { type Column, Table } from '../../ui/list/table.tsx';
import { Confirm } from '../../ui/overlay/confirm.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { NewApiKey } from './new-api-key.tsx';

const STATES: Record<ApiKey['state'], { word: string; tone: BadgeTone }> = {
  active: { word: 'Active', tone: 'ok' },
  expired: { word: 'Expired', tone: 'plain' },
  revoked: { word: 'Revoked', tone: 'bad' },
};

function columnsFor(onRevoke: ((key: ApiKey) => void) | undefined): readonly Column<ApiKey>[] {
  return [
    { id: 'name', head: 'Name', cell: (key) => <span className="font-medium">{key.name}</span> },
    {
      id: 'state',
      head: 'State',
      cell: (key) => <Badge tone={STATES[key.state].tone}>{STATES[key.state].word}</Badge>,
    },
    { id: 'scopes', head: 'Scopes', cell: (key) => <code>{key.scopes.join(' ')}</code> },
    { id: 'by', head: 'Made by', cell: (key) => key.createdBy },
    { id: 'expires', head: 'Expires', cell: (key) => <TimeText value={key.expiresAt} /> },
    {
      id: 'used',
      head: 'Last used',
      cell: (key) =>
        key.lastUsedAt === null ? <span className="text-ink-3">never</span> : <TimeText value={key.lastUsedAt} />,
    },
    ...(onRevoke === undefined
      ? []
      : [
          {
            id: 'revoke',
            head: 'End',
            isEssential: true,
            cell: (key: ApiKey) =>
              key.state === 'active' && (
                <Button size="small" aria-label={`Revoke ${key.name}`} onPress={() => onRevoke(key)}>
                  Revoke
                </Button>
              ),
          },
        ]),
  ];
}

export function ApiKeys(): ReactNode {
  const keys = useEndpoint('listApiKeys');
  const mayManage = useMay('manage');
  const [isAdding, setAdding] = useState(false);
  const [going, setGoing] = useState<ApiKey>();
  const add = mayManage && (
    <Button tone="primary" onPress={() => setAdding(true)}>
      <Plus aria-hidden /> Create API key
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <LookOnly need="manage" />
      <Loaded result={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              <EmptyState title="No API keys yet" action={add}>
                For scripts and other programs, which then need nobody’s password.
              </EmptyState>
            </div>
          ) : (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3">
                <p className="text-ink-2">A key can never do more than who made it, and ends on its day.</p>
                {add}
              </div>
              <Table
                label="API keys"
                columns={columnsFor(mayManage ? setGoing : undefined)}
                items={items}
                rowId={(key) => key.id}
                rowLabel={(key) => key.name}
              />
            </>
          )
        }
      </Loaded>
      {isAdding && <NewApiKey onClose={() => setAdding(false)} />}
      <RevokeQuestion apiKey={going} onClose={() => setGoing(undefined)} />
    </div>
  );
}

function RevokeQuestion({ apiKey, onClose }: { apiKey: ApiKey | undefined; onClose: () => void }): ReactNode {
  const revoke = useChange('revokeApiKey', { stale: ['listApiKeys'] });
  const attempt = useAttempt();
  const run = async () => {
    if (apiKey === undefined) return;
    await attempt(revoke.mutateAsync({ params: { id: apiKey.id } }), `${apiKey.name} no longer works`);
    onClose();
  };
  return (
    <Confirm
      title={`Revoke ${apiKey?.name ?? ''}?`}
      action="Revoke key"
      isOpen={apiKey !== undefined}
      isPending={revoke.isPending}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      Every program that uses it is refused from now on. A revoked key cannot be brought back.
    </Confirm>
  );
}

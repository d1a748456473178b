// The end of the wizard: what there is now, and what comes next.
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { AppMark } from '../../../parts/app-mark.tsx';
import { paths } from '../../../paths.ts';
import { CopyText } from '../../../ui/action/copy-text.tsx';
import { LinkButton } from '../../../ui/action/link.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { KeyValues } from '../../../ui/text/key-values.tsx';

export function DoneStep({ id }: { id: string }): ReactNode {
  const application = useEndpoint('getApplication', { params: { id } });
  return (
    <Loaded result={application}>
      {(made) => {
        const isSaml = made.kind === 'saml';
        return (
          <div className="flex flex-col gap-6">
            <Banner tone="ok" title={`${made.label} was saved`}>
              {isSaml
                ? 'It has a key and a certificate. Nobody may use it until you tick a group.'
                : 'Nobody sees it until you tick a group.'}
            </Banner>
            <div className="flex items-start gap-4">
              <AppMark mark={made} size={48} />
              <KeyValues
                items={[
                  { label: 'Name', value: made.label },
                  ...(made.urls.sso === null
                    ? []
                    : [{ label: 'SSO URL', value: <CopyText label="SSO URL" value={made.urls.sso} /> }]),
                ]}
              />
            </div>
            <div className="flex flex-wrap gap-2">
              <LinkButton tone="primary" href={paths.app(made.id, isSaml ? 'sso' : 'groups')}>
                Configure Application
              </LinkButton>
              <LinkButton href={paths.apps()}>Close</LinkButton>
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}

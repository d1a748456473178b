// What an application is called, how it looks and where it shows.
import type { ReactNode } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { CopyText } from '../../../ui/action/copy-text.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { KeyValues } from '../../../ui/text/key-values.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { NameFields, ShowInPortal } from '../general/identity-fields.tsx';
import { ImageFields } from '../general/image-fields.tsx';
import { Fields, ReadOnlyNote } from './read-only.tsx';
import { useSettingsDraft } from './settings-draft.tsx';

const STALE = ['getApplication', 'listApplications'] as const;

export function GeneralTab(): ReactNode {
  const { application, values, errors, change } = useSettingsDraft();
  const { id, kind } = application;
  const setLogo = useChange('setLogo', { stale: STALE });
  const removeLogo = useChange('removeLogo', { stale: STALE });
  const toast = useToast();
  const tell = (text: string) => () => toast({ tone: 'ok', text });
  const remove = () =>
    removeLogo
      .mutateAsync({ params: { id } })
      .then(tell('Logo removed'))
      .catch((error: unknown) => toast({ tone: 'bad', text: wordsOf(error).what }));
  return (
    <>
      <ReadOnlyNote />
      <div>
        <Section title="Name" intro="What people read on its tile and in their activity.">
          <Fields>
            <NameFields values={values} isBookmark={kind === 'bookmark'} errors={errors} onChange={change} />
          </Fields>
        </Section>
        <Section title="User Portal" intro="How its tile looks. A logo takes effect at once.">
          <Fields>
            <ImageFields
              label={values.label}
              colour={values.colour}
              onColour={(colour) => change({ colour })}
              logoUrl={application.logoUrl}
              onLogo={({ base64 }) =>
                void setLogo
                  .mutateAsync({ params: { id }, body: { base64 } })
                  .then(tell('Logo uploaded'))
                  .catch(() => undefined)
              }
              onRemoveLogo={() => void remove()}
              error={setLogo.error === null ? undefined : sentenceOf(setLogo.error)}
            />
            <ShowInPortal value={values.showInPortal} onChange={(showInPortal) => change({ showInPortal })} />
          </Fields>
        </Section>
        <Section title="About" intro="Fixed since it was added.">
          <KeyValues
            items={[
              { label: 'Name', alias: 'in file names and the audit log', value: application.name },
              ...(application.urls.sso === null
                ? []
                : [{ label: 'SSO IdP URL', value: <CopyText label="SSO IdP URL" value={application.urls.sso} /> }]),
              { label: 'Added', value: <TimeText value={application.createdAt} /> },
              { label: 'Changed', value: <TimeText value={application.updatedAt} /> },
            ]}
          />
        </Section>
      </div>
    </>
  );
}

function sentenceOf(error: unknown): string {
  const { what, detail } = wordsOf(error);
  return `${what}. ${detail}`;
}

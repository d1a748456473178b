// What an assertion states about the sign-in, how much of it must be proved, and where a refusal goes.
import type { SsoSettings } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Radios } from '../../../ui/choice/radios.tsx';
import { Select } from '../../../ui/choice/select.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { Fields } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';

type Context = SsoSettings['authnContext'];
const CONTEXTS: readonly { id: Context; label: string; detail: string }[] = [
  { id: 'proved', label: 'As proved', detail: 'The strongest class that the sign-in proves' },
  { id: 'unspecified', label: 'unspecified', detail: 'Says nothing about it; every sign-in will do' },
  { id: 'password', label: 'Password', detail: 'A passkey does not prove it' },
  {
    id: 'passwordProtectedTransport',
    label: 'PasswordProtectedTransport',
    detail: 'A password over TLS; a passkey does not prove it',
  },
  { id: 'timeSyncToken', label: 'TimeSyncToken', detail: 'A code of an authenticator app' },
  {
    id: 'multiFactor',
    label: 'REFEDS MFA',
    detail: 'A passkey, or a password with a second factor',
  },
];

export function SignInSection(): ReactNode {
  const { values, errors, change } = useSettingsDraft();
  const { authnContext, errorFlow } = values;
  return (
    <Section title="Sign-in" intro="What the service is told of it, and where a refusal goes.">
      <Fields>
        <Select
          label="AuthnContext"
          options={CONTEXTS}
          value={authnContext}
          onChange={(next) => change({ authnContext: next })}
          error={errors.at('authnContext')}
          hint={
            authnContext === 'proved'
              ? 'What assertions state unless the request asks for a class (RequestedAuthnContext). Choose one and it is also the least that people must prove.'
              : 'Also the least that people must prove: whoever proves less is refused, after one more chance to sign in if the service sent them. A request may ask for another class, not for less proof.'
          }
        />
        <Radios
          label="SP error flow"
          options={[
            {
              id: 'page',
              label: 'Our page first',
              detail: 'It says why and whom to ask; a button leads back to the service',
            },
            {
              id: 'return',
              label: 'Back to the service at once',
              detail: 'The service gets a SAML error status and has to explain it',
            },
          ]}
          value={errorFlow}
          onChange={(next) => change({ errorFlow: next })}
          error={errors.at('errorFlow')}
          hint="For people who are refused after the service sent them here. A sign-in that began here always ends on our page."
        />
      </Fields>
    </Section>
  );
}

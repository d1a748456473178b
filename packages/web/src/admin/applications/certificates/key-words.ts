// Algorithms, states and transitions of a signing key in words: what each means, what each does.
import type { ApplicationKey, BodyOf, Endpoints } from '@keyshift/web-api';
import type { BadgeTone } from '../../../ui/feedback/badge.tsx';

type KeyState = ApplicationKey['state'];
export type Transition = ApplicationKey['transitions'][number];

export const STATES: Readonly<Record<KeyState, { word: string; tone: BadgeTone; meaning: string }>> = {
  staged: { word: 'Staged', tone: 'plain', meaning: 'Known only here; nothing uses it yet.' },
  published: { word: 'Published', tone: 'accent', meaning: 'In the metadata beside the active one.' },
  active: { word: 'Active', tone: 'ok', meaning: 'Signs every assertion.' },
  retiring: {
    word: 'Retiring',
    tone: 'warn',
    meaning: 'Signs no more; still in the metadata, so that you can go back.',
  },
  retired: { word: 'Retired', tone: 'plain', meaning: 'Out of the metadata.' },
};

export type Algorithm = NonNullable<BodyOf<Endpoints['generateKey']>['algorithm']>;
export const ALGORITHMS: readonly { id: Algorithm; label: string; detail?: string }[] = [
  { id: 'rsa-2048', label: 'RSA 2048', detail: 'Every service takes it; AWS too' },
  { id: 'rsa-3072', label: 'RSA 3072' },
  { id: 'rsa-4096', label: 'RSA 4096', detail: 'Slower to sign, larger responses' },
  {
    id: 'p-256',
    label: 'ECDSA P-256',
    detail: 'Small and fast; ask the service first, AWS does not say that it takes it',
  },
];

/** The name of a key's algorithm; an uploaded key may have one that is not among those we make. */
export function algorithmName(id: string): string {
  return ALGORITHMS.find((one) => one.id === id)?.label ?? id;
}

type Words = {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly done: string;
  readonly isDanger: boolean;
};

export const TRANSITIONS: Readonly<Record<Transition, Words>> = {
  publish: {
    label: 'Publish',
    title: 'Publish this certificate?',
    text: 'It goes into the metadata beside the active one. Sign-ins go on as before. Then give the metadata to the service again: AWS reads it only when you upload it to the SAML provider in IAM.',
    done: 'Certificate published',
    isDanger: false,
  },
  activate: {
    label: 'Activate',
    title: 'Sign with this key from now on?',
    text: 'Every assertion is signed with it at once. A service that does not have its certificate yet refuses all sign-ins: make sure that the metadata was uploaded there. The key used until now stays in the metadata, and you can go back to it.',
    done: 'Key activated',
    isDanger: true,
  },
  retire: {
    label: 'Retire',
    title: 'Retire this certificate?',
    text: 'It leaves the metadata. Services that still rely on it alone refuse sign-ins after they read the metadata again.',
    done: 'Certificate retired',
    isDanger: true,
  },
  delete: {
    label: 'Delete',
    title: 'Delete this key?',
    text: 'Private key and certificate are destroyed. There is no way back.',
    done: 'Key deleted',
    isDanger: true,
  },
};

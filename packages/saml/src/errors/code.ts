// The codes of every refusal of this package.
import type { bindingErrors } from './bindings.ts';
import type { documentErrors } from './documents.ts';
import type { encryptionErrors } from './encryption.ts';
import type { metadataErrors } from './metadata.ts';
import type { profileErrors } from './profile.ts';
import type { requestErrors } from './requests.ts';
import type { signatureErrors } from './signatures.ts';

type Codes<Table> =
  Table extends Readonly<Record<string, (...parameters: never[]) => { code: string }>>
    ? ReturnType<Table[keyof Table]>['code']
    : never;

export type SamlErrorCode = Codes<
  | typeof bindingErrors
  | typeof documentErrors
  | typeof encryptionErrors
  | typeof metadataErrors
  | typeof profileErrors
  | typeof requestErrors
  | typeof signatureErrors
>;

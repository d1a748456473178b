// The settings of a file that one looks for before taking it over.
import type { CatalogueEntry } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { KeyValues } from '../../../ui/text/key-values.tsx';
import { formatAbsolute } from '../../../ui/text/time-text.tsx';
import { shortName } from '../attributes/known-names.ts';
import { type ApplicationFile, textOf, textsOf } from './application-file.ts';

const mono = (text: string) => (text === '' ? 'none' : <code className="break-all">{text}</code>);

export function FileSettings(o: {
  file: ApplicationFile;
  entry: CatalogueEntry | undefined;
  isRenamed: boolean;
}): ReactNode {
  const { file, entry } = o;
  const connector = textOf(file, 'connector');
  const general = [
    { label: 'Connector', value: entry?.name ?? mono(connector) },
    { label: 'Exported', value: formatAbsolute(new Date(file.exportedAt)) },
    { label: 'Description', value: textOf(file, 'description') || 'none' },
  ];
  const bookmark = [{ label: 'Bookmark URL', value: mono(textOf(file, 'bookmarkUrl')) }];
  const names = [...new Set(textsOf(file, 'attributes', 'name'))];
  const saml = [
    {
      label: 'IdP entity ID',
      value: o.isRenamed ? 'its own, of the new address' : mono(textOf(file, 'entityId')),
    },
    { label: 'SP entity ID', alias: 'Audience', value: mono(textOf(file, 'audience')) },
    { label: 'ACS URLs', value: mono(textsOf(file, 'acs', 'url').join(', ')) },
    { label: 'NameID', value: `${textOf(file, 'nameIdFormat')}, from ${textOf(file, 'nameIdField')}` },
    { label: 'IAM provider ARN', value: mono(textOf(file, 'providerArn')) },
    { label: 'Attributes', value: names.length === 0 ? 'none' : names.map(shortName).join(', ') },
  ];
  return <KeyValues items={[...general, ...(entry?.kind === 'bookmark' ? bookmark : saml)]} />;
}

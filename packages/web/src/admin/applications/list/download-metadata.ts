// Downloads the identity provider's metadata of several applications, one file each.
import { download } from '../../../parts/download.ts';
import { paths } from '../../../paths.ts';

export function downloadMetadata(applications: readonly { readonly ssoPath: string }[]): void {
  for (const { ssoPath } of applications) download(paths.metadataFile(ssoPath));
}

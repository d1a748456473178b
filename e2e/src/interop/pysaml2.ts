// pysaml2 (pure Python, on xmlsec1) as a service provider, in a small web server of this repository.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePorts } from '../ports.ts';
import { newFolder, type ServiceProvider, startServiceProvider } from './service-provider.ts';

const PROGRAM = join(import.meta.dirname, 'pysaml2/service_provider.py');
/** Debian's own, which Debian's packages of Python modules belong to. */
const PYTHON = '/usr/bin/python3';

function findMissing(): string | undefined {
  try {
    execFileSync(PYTHON, ['-c', 'import saml2'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'needs apt-get install python3-pysaml2 xmlsec1';
  }
}

export const PYSAML2_MISSING: string | undefined = findMissing();

export async function startPysaml2(idpMetadata: string): Promise<ServiceProvider> {
  const [port = 0] = await findFreePorts(1);
  const folder = newFolder(() => ({ 'idp.xml': idpMetadata, 'sp.py': readFileSync(PROGRAM, 'utf8') }));
  return startServiceProvider({
    origin: `http://127.0.0.1:${port}`,
    folder,
    metadataPath: '/metadata',
    command: [PYTHON, join(folder, 'sp.py'), folder, `${port}`],
  });
}

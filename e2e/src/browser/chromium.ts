// Real Chromium, headless, that trusts exactly the certificates the local authority signed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// The shell is the same engine without a window around it, which saves a third of the processor's time.
export const CHROMIUM: string | undefined = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Launches a browser that trusts the server at `web`, whose certificate the authority in `caFile` must have signed. */
export async function launchChromium({ web, caFile }: { web: string; caFile: string }): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('no Chromium: apt-get install chromium, or set CHROMIUM');
  const fingerprint = createHash('sha256')
    .update(await verifiedPublicKey(new URL(web), caFile))
    .digest('base64');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...FLAGS, `--ignore-certificate-errors-spki-list=${fingerprint}`],
  });
}

/** Launches a browser for pages on http://localhost. */
export async function launchPlainChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('no Chromium: apt-get install chromium, or set CHROMIUM');
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** The server's public key (SPKI, DER), after a TLS handshake that verified chain and name. */
function verifiedPublicKey({ hostname, port }: URL, caFile: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, servername: hostname, port: Number(port), ca: readFileSync(caFile) },
      () => {
        const certificate = socket.getPeerX509Certificate();
        socket.end();
        resolve(certificate?.publicKey.export({ type: 'spki', format: 'der' }) ?? Buffer.alloc(0));
      },
    );
    socket.on('error', reject);
  });
}

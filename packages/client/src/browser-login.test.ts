import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type BrowserLoginOptions, loginWithBrowser } from './index.ts';
import { startListener } from './listener.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A browser that sends some requests to the listener, the last of them in the identity provider's name. */
function login(port: number, openBrowser: BrowserLoginOptions['openBrowser']): Promise<string> {
  return loginWithBrowser({
    loginUrl: 'https://idp.example/saml2/redshift',
    listenPort: port,
    responseTimeoutSeconds: 10,
    openBrowser,
  });
}

function form(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString();
}

function nonceOf(url: string): string {
  return new URL(url).searchParams.get('RelayState') ?? '';
}

describe('loginWithBrowser', () => {
  it.each(['127.0.0.1', '[::1]'])(
    'takes the assertion that %s brings back with the nonce, in any field order',
    async (host) => {
      const port = await freePort();
      let page = '';
      const assertion = await login(port, async (url) => {
        expect(nonceOf(url)).toMatch(/^[0-9a-f]{32}$/);
        const body = form({ RelayState: nonceOf(url), SAMLResponse: 'PHNhbWw+' });
        const response = await fetch(`http://${host}:${port}/redshift/`, { method: 'POST', headers: FORM, body });
        page = await response.text();
      });
      expect(assertion).toBe('PHNhbWw+');
      expect(page).toContain('You can close this window');
      expect(page).not.toContain('PHNhbWw');
    },
  );

  it('answers what is not the sign-in and goes on waiting', async () => {
    const port = await freePort();
    const statuses: number[] = [];
    const assertion = await login(port, async (url) => {
      const at = (path: string) => `http://127.0.0.1:${port}${path}`;
      const good = form({ SAMLResponse: 'good', RelayState: nonceOf(url) });
      const attempts: [string, RequestInit][] = [
        ['/favicon.ico', {}],
        ['/redshift', { method: 'POST', headers: FORM, body: good }],
        ['/redshift/', {}],
        ['/redshift/', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: good }],
        ['/redshift/', { method: 'POST', headers: FORM, body: form({ RelayState: nonceOf(url) }) }],
        ['/redshift/', { method: 'POST', headers: FORM, body: form({ SAMLResponse: 'forged' }) }],
        ['/redshift/', { method: 'POST', headers: FORM, body: form({ SAMLResponse: 'forged', RelayState: 'other' }) }],
        ['/redshift/', { method: 'POST', headers: FORM, body: form({ SAMLResponse: 'x'.repeat(300_000) }) }],
        ['/redshift/', { method: 'POST', headers: FORM, body: good }],
      ];
      for (const [path, init] of attempts) statuses.push((await fetch(at(path), init)).status);
    });
    expect(statuses).toEqual([404, 404, 405, 415, 400, 400, 400, 413, 200]);
    expect(assertion).toBe('good');
  });

  it('refuses a page that rebound its name to loopback', async () => {
    const port = await freePort();
    const { request } = await import('node:http');
    const status = await new Promise<number>((resolve) => {
      void login(port, async (url) => {
        const post = (host: string) =>
          new Promise<number>((done) => {
            const outgoing = request(
              { host: '127.0.0.1', port, path: '/redshift/', method: 'POST', headers: { ...FORM, host } },
              (response) => {
                response.resume();
                done(response.statusCode ?? 0);
              },
            );
            outgoing.end(form({ SAMLResponse: 'x', RelayState: nonceOf(url) }));
          });
        resolve(await post(`evil.example:${port}`));
        await post(`localhost:${port}`);
      });
    });
    expect(status).toBe(421);
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    try {
      await expect(login(port, async () => undefined)).rejects.toMatchObject({ code: 'client.listen_port_taken' });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('frees the port when the sign-in fails', async () => {
    const port = await freePort();
    const failing = login(port, () => Promise.reject(new Error('no browser')));
    await expect(failing).rejects.toThrow('no browser');
    await expect(fetch(`http://127.0.0.1:${port}/redshift/`)).rejects.toThrow();
  });

  it('refuses what cannot work before it opens a browser', async () => {
    const options = {
      loginUrl: 'https://idp.example/x',
      listenPort: 1,
      responseTimeoutSeconds: 9,
      openBrowser: async () => undefined,
    };
    await expect(loginWithBrowser(options)).rejects.toMatchObject({ code: 'client.timeout_too_short' });
    const plain = { ...options, loginUrl: 'http://idp.example/x' };
    await expect(loginWithBrowser(plain)).rejects.toMatchObject({ code: 'client.login_url_not_https' });
  });

  it('gives up after the time-out', async () => {
    const listener = await startListener({ port: await freePort(), timeoutSeconds: 0, accepts: () => true });
    await expect(listener.assertion).rejects.toMatchObject({ code: 'client.sign_in_timed_out' });
    await listener.close();
  });
});

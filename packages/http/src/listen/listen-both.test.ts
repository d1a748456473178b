import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificateAuthority, issueServerCertificate, type Listener, listenBoth, type Tls } from '../index.ts';
import { translateListenError } from './listen-error.ts';

const host = '127.0.0.1';
let tls: Tls;
let caPem: string;
let both: Listener;

beforeAll(async () => {
  const ca = await createCertificateAuthority({ name: 'Test CA', now: new Date(), years: 1 });
  tls = await issueServerCertificate(ca, { names: ['localhost', host], now: new Date(), days: 1 });
  caPem = ca.certificatePem;
  both = await listenBoth({
    host,
    port: 0,
    tls,
    headersTimeoutMs: 300,
    handler: (req, res) => {
      void text(req).then((body) => {
        const scheme = 'encrypted' in req.socket ? 'https' : 'http';
        res.end(JSON.stringify({ scheme, method: req.method, url: req.url, size: body.length }));
      });
    },
  });
});
afterAll(() => both.close());

async function call(scheme: 'http' | 'https', body = ''): Promise<unknown> {
  const options = { host, port: both.port, path: '/x?y=1', method: 'POST', ca: caPem, agent: false };
  const req = scheme === 'http' ? httpRequest(options) : httpsRequest(options);
  req.end(body);
  const [res] = await once(req, 'response');
  return JSON.parse(await text(res));
}

describe('listenBoth', () => {
  it.each(['http', 'https'] as const)('answers %s, with a body larger than one packet', async (scheme) => {
    const answer = await call(scheme, 'x'.repeat(300_000));
    expect(answer).toEqual({ scheme, method: 'POST', url: '/x?y=1', size: 300_000 });
  });

  it('serves both at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => call(i % 2 === 0 ? 'http' : 'https')));
    expect(answers).toHaveLength(40);
  });

  it('takes a request that arrives byte by byte', async () => {
    const socket = connect(both.port, host);
    for (const byte of 'GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n') {
      socket.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await text(socket)).toContain('"url":"/slow"');
  });

  it.each([
    ['nothing', ''],
    ['half a request', 'GET / HTTP/1.1\r\nX-Slow'],
    ['half a TLS record [rfc8446 §5.1]', '\x16\x03\x01'],
  ])('drops a connection that sends %s and waits', async (_what, bytes) => {
    const socket = connect(both.port, host);
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(bytes);
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('refuses a port in use: http.port_taken', async () => {
    await expect(listenBoth({ host, port: both.port, tls, handler: () => undefined })).rejects.toMatchObject({
      code: 'http.port_taken',
      message: expect.stringContaining(`${host}:${both.port}`),
    });
  });

  it('refuses an address of another machine: http.address_unavailable', async () => {
    await expect(listenBoth({ host: '192.0.2.1', port: 0, tls, handler: () => undefined })).rejects.toMatchObject({
      code: 'http.address_unavailable',
    });
  });

  it('closes although connections are open, and frees the port', async () => {
    const one = await listenBoth({ host, port: 0, tls, handler: () => undefined });
    const socket = connect(one.port, host);
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    await one.close();
    const two = await listenBoth({ host, port: one.port, tls, handler: () => undefined });
    expect(two.port).toBe(one.port);
    await two.close();
  });
});

describe('translateListenError', () => {
  // Root may open any port, so the system's refusal is given as a value.
  it('names a forbidden port: http.port_forbidden', () => {
    const error = translateListenError(Object.assign(new Error('listen'), { code: 'EACCES' }), { host, port: 80 });
    expect(error).toMatchObject({ code: 'http.port_forbidden' });
  });

  it('lets anything else pass', () => {
    const defect = new TypeError('x');
    expect(translateListenError(defect, { host, port: 1 })).toBe(defect);
  });
});

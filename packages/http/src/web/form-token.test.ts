import { describe, expect, it } from 'vitest';
import { checkForm, formToken } from '../index.ts';

const secret = 'the-session-id';
const ownOrigin = 'https://localhost:8443';
const good = { token: formToken(secret), secret, origin: ownOrigin, ownOrigin };

describe('checkForm', () => {
  it('takes our own form, with or without an Origin header', () => {
    expect(() => checkForm(good)).not.toThrow();
    expect(() => checkForm({ ...good, origin: undefined })).not.toThrow();
  });

  it.each(['null', 'https://evil.example', 'http://localhost:8443', 'https://localhost:8444', ''])(
    'refuses the origin %j: http.foreign_origin',
    (origin) => {
      expect(() => checkForm({ ...good, origin })).toThrow(expect.objectContaining({ code: 'http.foreign_origin' }));
    },
  );

  it.each([
    ['no token', { token: undefined }],
    ['an empty token', { token: '' }],
    ['the token of another session', { token: formToken('other') }],
    ['no cookie', { secret: undefined }],
    ['the cookie as token', { token: secret }],
  ])('refuses %s: http.csrf_token', (_what, change) => {
    for (const origin of [ownOrigin, undefined]) {
      expect(() => checkForm({ ...good, origin, ...change })).toThrow(
        expect.objectContaining({ code: 'http.csrf_token' }),
      );
    }
  });
});

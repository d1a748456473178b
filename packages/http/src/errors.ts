// What can go wrong at the HTTP edge, said so that a person can act on it.
import { AppError } from '@keyshift/base';

export const httpErrors = {
  serverNameInvalid(p: { name: string }): AppError<'http.server_name_invalid'> {
    return new AppError({
      code: 'http.server_name_invalid',
      what: 'no server certificate was made',
      why: p.name === '' ? 'no host name was given' : `"${p.name}" is neither a host name nor an IP address`,
      fix: 'give names such as localhost, sso.example.com or 127.0.0.1',
    });
  },
  authorityDamaged(p: { caFile: string; keyFile: string }): AppError<'http.authority_damaged'> {
    return new AppError({
      code: 'http.authority_damaged',
      what: 'the local certificate authority cannot be used',
      why: `${p.caFile} and ${p.keyFile} do not belong together, or one of them is unreadable`,
      fix: 'restore both from a backup, or delete both and run keyshift trust again',
    });
  },
  authorityExpired(p: { caFile: string; keyFile: string }): AppError<'http.authority_expired'> {
    return new AppError({
      code: 'http.authority_expired',
      what: 'the local certificate authority cannot be used',
      why: 'its certificate has expired',
      fix: `delete ${p.caFile} and ${p.keyFile}, start again, and run keyshift trust`,
    });
  },
  portTaken(p: { host: string; port: number }): AppError<'http.port_taken'> {
    return new AppError({
      code: 'http.port_taken',
      what: `cannot listen on ${p.host}:${p.port}`,
      why: 'another program is using that port',
      fix: 'stop that program, or choose another port',
      details: { host: p.host, port: p.port },
    });
  },
  portForbidden(p: { host: string; port: number }): AppError<'http.port_forbidden'> {
    return new AppError({
      code: 'http.port_forbidden',
      what: `cannot listen on ${p.host}:${p.port}`,
      why: 'the system does not allow this user to open that port',
      fix: 'choose a port above 1023',
      details: { host: p.host, port: p.port },
    });
  },
  addressUnavailable(p: { host: string; port: number }): AppError<'http.address_unavailable'> {
    return new AppError({
      code: 'http.address_unavailable',
      what: `cannot listen on ${p.host}:${p.port}`,
      why: 'this machine has no such address',
      fix: 'use localhost, 127.0.0.1 or an address of this machine',
      details: { host: p.host, port: p.port },
    });
  },
  parameterRepeated(p: { name: string }): AppError<'http.parameter_repeated'> {
    return new AppError({
      code: 'http.parameter_repeated',
      what: 'the request was refused',
      why: `the parameter "${p.name}" was sent more than once`,
      fix: 'send every parameter once',
    });
  },
  bodyTooLarge(): AppError<'http.body_too_large'> {
    return new AppError({
      code: 'http.body_too_large',
      what: 'the request was refused',
      why: 'its body is larger than this address accepts',
      fix: 'send less',
    });
  },
  mediaType(): AppError<'http.media_type'> {
    return new AppError({
      code: 'http.media_type',
      what: 'the request was refused',
      why: 'this address does not take that kind of content',
      fix: 'send a form (application/x-www-form-urlencoded)',
    });
  },
  badRequest(): AppError<'http.bad_request'> {
    return new AppError({
      code: 'http.bad_request',
      what: 'the request was refused',
      why: 'it is not well-formed',
      fix: 'go back and try again',
    });
  },
  notFound(): AppError<'http.not_found'> {
    return new AppError({
      code: 'http.not_found',
      what: 'there is no such page',
      why: 'the address does not exist here',
      fix: 'check the address, or start from the portal',
    });
  },
  siteMissing(p: { file: string }): AppError<'http.site_missing'> {
    return new AppError({
      code: 'http.site_missing',
      what: 'the portals cannot be served',
      why: `${p.file} does not exist`,
      fix: 'build them with npm run build, and start again',
      details: { file: p.file },
    });
  },
  methodRefused(p: { method: string }): AppError<'http.method_refused'> {
    return new AppError({
      code: 'http.method_refused',
      what: 'the request was refused',
      why: `the method ${p.method} is not used here`,
      fix: 'use GET or POST',
    });
  },
  csrfToken(): AppError<'http.csrf_token'> {
    return new AppError({
      code: 'http.csrf_token',
      what: 'the form was not accepted',
      why: 'it is out of date, or did not come from this site',
      fix: 'go back, reload the page and send the form again',
    });
  },
  foreignOrigin(): AppError<'http.foreign_origin'> {
    return new AppError({
      code: 'http.foreign_origin',
      what: 'the form was not accepted',
      why: 'it was sent by another site',
      fix: 'open this site directly and send the form there',
    });
  },
  internal(p: { requestId: string }): AppError<'http.internal'> {
    return new AppError({
      code: 'http.internal',
      what: 'something went wrong on our side',
      why: `the details are in the server's log under request ${p.requestId}`,
      fix: 'try again, and tell your administrator that number if it happens again',
    });
  },
} as const;

export type HttpErrorCode = ReturnType<(typeof httpErrors)[keyof typeof httpErrors]>['code'];

// What a peer can do wrong on the wire.
import { AppError } from '@keyshift/base';

export const pgwireErrors = {
  frameLength(p: { length: number }): AppError<'pgwire.frame_length'> {
    return new AppError({
      code: 'pgwire.frame_length',
      what: 'the connection is closed',
      why: `a message announces the impossible length ${p.length}`,
      fix: 'connect with a client that speaks the PostgreSQL protocol, version 3',
    });
  },
  frameTooLarge(p: { length: number; maxBytes: number }): AppError<'pgwire.frame_too_large'> {
    return new AppError({
      code: 'pgwire.frame_too_large',
      what: 'the connection is closed',
      why: `a message of ${p.length} bytes is larger than the ${p.maxBytes} bytes allowed here`,
      fix: 'send less in one statement',
    });
  },
  messageMalformed(p: { message: string; reason: string }): AppError<'pgwire.message_malformed'> {
    return new AppError({
      code: 'pgwire.message_malformed',
      what: 'the connection is closed',
      why: `the message ${p.message} is malformed: ${p.reason}`,
      fix: 'connect with a client that speaks the PostgreSQL protocol, version 3',
    });
  },
  versionUnsupported(p: { major: number; minor: number }): AppError<'pgwire.version_unsupported'> {
    return new AppError({
      code: 'pgwire.version_unsupported',
      what: 'the connection is closed',
      why: `the client asks for protocol version ${p.major}.${p.minor}, and only 3.0 is spoken here`,
      fix: 'use a client made for Redshift or for PostgreSQL 7.4 or newer',
    });
  },
  textUnsendable(p: { field: string }): AppError<'pgwire.text_unsendable'> {
    return new AppError({
      code: 'pgwire.text_unsendable',
      what: 'the message cannot be sent',
      why: `${p.field} contains a zero byte, which would end it early`,
      fix: 'remove the zero byte',
    });
  },
} as const;

export type PgwireErrorCode = ReturnType<(typeof pgwireErrors)[keyof typeof pgwireErrors]>['code'];

// Numbers and letters of the PostgreSQL frontend/backend protocol, version 3.0 (protocol-message-formats).

/** Version word of a start-up packet: major 3, minor 0. */
export const PROTOCOL_3_0 = 0x0003_0000;
/** Pseudo versions that ask for something else than a session (protocol-message-formats, SSLRequest and neighbours). */
export const REQUEST = { cancel: 80_877_102, ssl: 80_877_103, gssEncryption: 80_877_104 } as const;

/** One-byte answers to an encryption request. */
export const ENCRYPTION_ANSWER = { tls: 0x53, none: 0x4e } as const;

/** Type byte of the messages a client sends. */
export const CLIENT_TYPE = { parse: 0x50, password: 0x70, query: 0x51, terminate: 0x58 } as const;

/** Type byte of the messages a server sends. */
export const SERVER_TYPE = {
  authentication: 0x52,
  backendKeyData: 0x4b,
  errorResponse: 0x45,
  noticeResponse: 0x4e,
  parameterStatus: 0x53,
  readyForQuery: 0x5a,
} as const;

/** First word of an Authentication message. */
export const AUTHENTICATION = { ok: 0, cleartextPassword: 3, md5Password: 5 } as const;

/** Type byte and length word. */
export const HEADER_BYTES = 5;

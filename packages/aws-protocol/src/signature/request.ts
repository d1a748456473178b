// A request as its signature sees it, and the signature's parts.

export type SignedRequest = {
  readonly method: string;
  /** As sent, before the question mark. */
  readonly path: string;
  /** As sent, after the question mark; empty without one. */
  readonly query: string;
  /** In the order received; a repeated header appears twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

export type CredentialScope = {
  readonly accessKeyId: string;
  /** `20260131`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
};

export type RequestSignature = {
  readonly form: 'header' | 'query';
  readonly scope: CredentialScope;
  /** Lower case, sorted, unique; `host` is among them. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** `20260131T235959Z`. */
  readonly timestamp: string;
  /** Only of a presigned request. */
  readonly expiresSeconds: number | undefined;
  readonly sessionToken: string | undefined;
};

/** The value of a header that is present exactly once; undefined otherwise. */
export function findHeader(request: SignedRequest, name: string): string | undefined {
  const found = request.headers.filter(([header]) => header.toLowerCase() === name);
  return found.length === 1 ? found[0]?.[1] : undefined;
}

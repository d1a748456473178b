// Tells why a port could not be opened, in words with a way out.
import { httpErrors } from '../errors.ts';

/** The AppError for a failed `listen`; anything unknown comes back unchanged. */
export function translateListenError(error: unknown, where: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return httpErrors.portTaken(where);
  if (code === 'EACCES') return httpErrors.portForbidden(where);
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'ENOTFOUND')
    return httpErrors.addressUnavailable(where);
  return error;
}

// The settings every embedded server runs with, given on its command line, where nothing in its files overrides them.
export const SUPERUSER = 'keyshift';
/** Part of the socket's file name only: there is no TCP listener. */
export const SOCKET_PORT = 5432;

const FIXED: Readonly<Record<string, string>> = {
  // TLS and addresses are the gateway's business; this server is reached through its private socket alone.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  // Statements may hold passwords (ALTER USER … PASSWORD), so none is written to the log, not even a failed one.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  fsync: 'on',
  full_page_writes: 'on',
};

const DEFAULTS: Readonly<Record<string, string>> = {
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  update_process_title: 'off',
};

export const OWNER_SETTING = 'keyshift.owner';

/** The arguments of `postgres`. `settings` may change defaults, never what keeps the server private and durable. */
export function serverArguments(p: {
  data: string;
  socketDirectory: string;
  ownerProcessId: number;
  settings: Readonly<Record<string, string>>;
}): string[] {
  const all: Record<string, string> = {
    ...DEFAULTS,
    ...p.settings,
    ...FIXED,
    port: String(SOCKET_PORT),
    unix_socket_directories: quoteListItem(p.socketDirectory),
    // Tells the next start whether the process that owned this server still lives.
    [OWNER_SETTING]: String(p.ownerProcessId),
  };
  return ['-D', p.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

// The setting is a comma-separated list; a path with a comma or blank must be one quoted item.
function quoteListItem(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

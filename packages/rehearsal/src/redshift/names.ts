// Names in a cluster: database users, groups, databases, the cluster itself.
import { redshiftFaults } from './faults.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

const IDENTIFIER = /^[a-z](?:[a-z0-9]|-(?!-))*$/;
const USER = /^[a-z][a-z0-9_+.@-]{0,126}$/;
const GROUP = /^[a-z][a-z0-9_+.@-]{0,63}$/;
const DATABASE = /^[a-z_$0-9][a-z0-9_+.@$-]{0,63}$/;

/** 1 to 63 characters; no hyphen at the end, no two in a row. */
export function checkClusterIdentifier(name: string): string {
  if (name.length > 63 || !IDENTIFIER.test(name) || name.endsWith('-')) {
    throw redshiftFaults.invalid(
      `The parameter ClusterIdentifier is not a valid identifier: lower-case letters, digits and single hyphens, at most 63.`,
    );
  }
  return name;
}

/** Lower case, because "all names need to be lower case" for a login to find them (T12). */
export function checkDbUser(name: string): string {
  if (!USER.test(name) || isReserved(name)) {
    throw redshiftFaults.invalid(
      "DbUser parameter must be lowercase, begin with a letter, contain only alphanumeric characters, underscore ('_'), plus sign ('+'), dot ('.'), at ('@'), or hyphen ('-'), and be less than 128 characters.",
    );
  }
  return name;
}

export function checkDbGroup(name: string): string {
  if (!GROUP.test(name) || isReserved(name)) {
    throw redshiftFaults.invalid(
      'DbGroups parameter must be lowercase, begin with a letter, contain only alphanumeric characters, underscore, plus sign, dot, at or hyphen, and be at most 64 characters.',
    );
  }
  return name;
}

export function checkDatabaseName(name: string): string {
  if (/[A-Z]/.test(name)) throw redshiftFaults.invalid('Only lowercase Database names are supported.');
  if (!DATABASE.test(name) || isReserved(name)) {
    throw redshiftFaults.invalid('The parameter DBName is not a valid database name.');
  }
  return name;
}

export function checkMasterUsername(name: string): string {
  if (!USER.test(name) || isReserved(name)) {
    throw redshiftFaults.invalid(
      'The parameter MasterUsername is not a valid identifier: lower case, first a letter, not a reserved word.',
    );
  }
  return name;
}

export function checkMasterPassword(password: string): string {
  const parameter = 'The parameter MasterUserPassword is not a valid password';
  if (!/^[\x21-\x7e]*$/.test(password) || /[/@"'\\ ]/.test(password)) {
    const message = `${parameter}. Only printable ASCII characters except for '/', '@', '"', ' ', '\\', ''' may be used.`;
    throw redshiftFaults.invalid(message);
  }
  if (password.length < 8) throw redshiftFaults.invalid(`${parameter} because it is shorter than 8 characters.`);
  if (password.length > 64) throw redshiftFaults.invalid(`${parameter} because it is longer than 64 characters.`);
  if (!/[a-z]/.test(password) || !/[A-Z]/.test(password) || !/\d/.test(password)) {
    throw redshiftFaults.invalid(`${parameter}. It must have an upper-case letter, a lower-case letter and a digit.`);
  }
  return password;
}

function isReserved(name: string): boolean {
  return RESERVED_WORDS.has(name.toLowerCase());
}

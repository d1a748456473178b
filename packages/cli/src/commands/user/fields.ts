// `--set field=value`: profile fields and custom attributes as the API wants them.

import { nearestName } from '@keyshift/base';
import { PROFILE_FIELDS } from '@keyshift/web-api';
import { cliErrors } from '../../errors.ts';

type ProfileField = (typeof PROFILE_FIELDS)[number];
type Fields = { readonly profile: Partial<Record<ProfileField, string>>; readonly custom: Record<string, string> };

function isProfileField(name: string): name is ProfileField {
  return PROFILE_FIELDS.some((field) => field === name);
}

/** Throws `cli.option_invalid`. */
export function parseFields(settings: readonly string[]): Fields {
  const profile: Partial<Record<ProfileField, string>> = {};
  const custom: Record<string, string> = {};
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const [name, value] = [setting.slice(0, Math.max(at, 0)), setting.slice(at + 1)];
    if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value;
    else if (isProfileField(name)) profile[name] = value;
    else {
      const nearest = nearestName(name, PROFILE_FIELDS);
      const fix =
        nearest === undefined
          ? `use one of ${PROFILE_FIELDS.join(', ')}, or custom.<name>`
          : `did you mean ${nearest}?`;
      throw cliErrors.optionInvalid({
        option: '--set',
        why: `"${setting}" is not <field>=<value> of a known field`,
        fix,
      });
    }
  }
  return { profile, custom };
}

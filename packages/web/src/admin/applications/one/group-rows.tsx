// Every group with a tick and, where it matters, the AWS role its people get.
import type { Entitlement } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { paths } from '../../../paths.ts';
import { Link } from '../../../ui/action/link.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { rowFocusLook, TableHead } from '../../../ui/list/table.tsx';

export type Access = { readonly isEntitled: boolean; readonly roleArn: string };
export type GroupRowsProps = {
  readonly groups: readonly Entitlement[];
  readonly accessOf: (group: Entitlement) => Access;
  readonly needsRole: boolean;
  readonly isReadOnly: boolean;
  readonly errorOf: (group: Entitlement) => string | undefined;
  readonly onChange: (group: Entitlement, access: Access) => void;
};

const cell = 'px-3 py-2 align-middle first:pl-4 last:pr-4';
const nothing = () => null;

export function GroupRows(props: GroupRowsProps): ReactNode {
  const { groups, needsRole } = props;
  const columns = [
    { id: 'group', head: 'Group', cell: nothing },
    ...(needsRole ? [{ id: 'role', head: 'Role ARN', cell: nothing }] : []),
    { id: 'people', head: 'People', cell: nothing, isNumeric: true },
  ];
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-raised">
      <table aria-label="Groups" className="w-full border-collapse max-md:[&_thead]:hidden">
        <TableHead columns={columns} items={groups} rowId={({ groupId }) => groupId} />
        <tbody>
          {groups.map((group) => (
            <Row key={group.groupId} group={group} props={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ group, props }: { group: Entitlement; props: GroupRowsProps }): ReactNode {
  const { accessOf, needsRole, isReadOnly, errorOf, onChange } = props;
  const { groupName, groupId, description, memberCount } = group;
  const access = accessOf(group);
  const error = errorOf(group);
  return (
    <tr
      data-row={groupId}
      tabIndex={-1}
      className={`h-12 border-t border-line first:border-t-0 max-md:block max-md:h-auto max-md:py-2 ${rowFocusLook}`}
    >
      <td className={`${cell} max-md:block`}>
        <Checkbox
          label={groupName}
          {...(description !== '' && { detail: description })}
          value={access.isEntitled}
          isDisabled={isReadOnly}
          onChange={(isEntitled) => onChange(group, { ...access, isEntitled })}
        />
      </td>
      {needsRole && (
        <td className={`${cell} min-w-52 empty:hidden max-md:block max-md:pl-10! md:w-1/2 md:empty:table-cell`}>
          {access.isEntitled && (
            <Input
              label={`Role ARN of ${groupName}`}
              isLabelHidden
              isMono
              placeholder="arn:aws:iam::123456789012:role/…"
              disabled={isReadOnly}
              value={access.roleArn}
              error={error}
              onChange={(event) => onChange(group, { ...access, roleArn: event.target.value })}
            />
          )}
        </td>
      )}
      <td className={`${cell} text-right tabular-nums max-md:hidden`}>
        <Link href={paths.group(groupId, 'members')} aria-label={`${memberCount} people in ${groupName}`}>
          {memberCount}
        </Link>
      </td>
    </tr>
  );
}

// Saves what a group may use, application by application: what the server refuses stays to be corrected.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Result, useCall } from '../../../api/endpoints.ts';

export type Wish = {
  readonly applicationId: string;
  readonly label: string;
  /** Null: may no longer use it. Else the IAM role, "" for the application's own. */
  readonly role: string | null;
};
export type Outcome = {
  readonly saved: readonly Wish[];
  readonly refused: readonly { readonly wish: Wish; readonly error: unknown }[];
};
const STALE = ['listGroupApplications', 'getGroup', 'listGroups', 'listApplicationGroups', 'getOverview'] as const;

export function useSaveApplications(groupId: string) {
  const call = useCall();
  const queryClient = useQueryClient();
  const store = ({ applicationId, role }: Wish): Promise<Result<'entitleGroup'>> => {
    const params = { id: groupId, applicationId };
    if (role === null) return call('removeGroupApplication', { params });
    return call('entitleGroup', { params, body: { roleArn: role.trim() === '' ? null : role.trim() } });
  };
  return useMutation({
    mutationFn: async (wishes: readonly Wish[]): Promise<Outcome> => {
      const refused: { wish: Wish; error: unknown }[] = [];
      for (const wish of wishes) {
        await store(wish).catch((error: unknown) => refused.push({ wish, error }));
      }
      return { saved: wishes.filter((wish) => !refused.some((one) => one.wish === wish)), refused };
    },
    onSuccess: () => Promise.all(STALE.map((name) => queryClient.invalidateQueries({ queryKey: [name] }))),
  });
}

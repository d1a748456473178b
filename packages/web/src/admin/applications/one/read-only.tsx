// Settings for whoever may not change them: in sight, told why they do not react.
import type { ReactNode } from 'react';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useSettingsDraft } from './settings-draft.tsx';

/** Inside a Section, around its fields. */
export function Fields({ children }: { children: ReactNode }): ReactNode {
  const { mayManage } = useSettingsDraft();
  return (
    <fieldset disabled={!mayManage} className="contents">
      {children}
    </fieldset>
  );
}

export function ReadOnlyNote(): ReactNode {
  const { mayManage } = useSettingsDraft();
  if (mayManage) return null;
  return (
    <Banner tone="info" title="You can look, not change">
      Your role may read settings. An administrator or owner can change them.
    </Banner>
  );
}

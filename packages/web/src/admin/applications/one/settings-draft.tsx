// What was typed on any tab of an application and is not saved yet; the tabs share it, so that a preview can try it.
import { type ApplicationDetail, endpoints, type GeneralSettings, type SsoSettings } from '@keyshift/web-api';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { useChange, useEndpoint } from '../../../api/endpoints.ts';
import { useMay } from '../../../api/session.ts';
import { type FieldErrors, useFieldErrors } from '../../../parts/field-errors.ts';
import { paths } from '../../../paths.ts';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx';

export type Settings = GeneralSettings & SsoSettings;
export type SettingsDraft = {
  /** As it was when the editing began. */
  readonly application: ApplicationDetail;
  /** With what was typed. */
  readonly values: Settings;
  /** Only what differs: the body of the change. */
  readonly patch: Partial<Settings>;
  readonly change: (some: Partial<Settings>) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
  readonly isSaving: boolean;
  readonly errors: FieldErrors;
  /** Somebody else saved meanwhile. */
  readonly isOutdated: boolean;
  /** Takes theirs and keeps what was typed. */
  readonly loadNewer: () => Promise<void>;
  readonly mayManage: boolean;
};

const DraftContext = createContext<SettingsDraft | undefined>(undefined);

export function useSettingsDraft(): SettingsDraft {
  const draft = useContext(DraftContext);
  if (draft === undefined) throw new Error('useSettingsDraft needs a SettingsDraftProvider above');
  return draft;
}

/** `application` is the newest one that is known. */
export function SettingsDraftProvider(o: { application: ApplicationDetail; children: ReactNode }): ReactNode {
  const { id } = o.application;
  const [edits, setEdits] = useState<Partial<Settings>>({});
  const [editedFrom, setEditedFrom] = useState<ApplicationDetail>();
  const [isOutdated, setOutdated] = useState(false);
  const newest = useEndpoint('getApplication', { params: { id } });
  const update = useChange('updateApplication', {
    stale: ['getApplication', 'listApplications', 'listAudit', 'getOverview'],
  });
  const errors = useFieldErrors();
  const mayManage = useMay('manage');
  const toast = useToast();
  // The page follows the server while nothing is typed, and afterwards as long as no setting is another: a new logo or
  // state, mostly one's own, is no reason to refuse what was typed.
  const isSame = editedFrom === undefined || hasSameSettings(editedFrom, o.application);
  const application = isSame ? o.application : editedFrom;
  const patch = differing(application, edits);
  const settle = () => {
    setEdits({});
    setEditedFrom(undefined);
    setOutdated(false);
    errors.clear();
  };
  const save = async () => {
    errors.clear();
    try {
      await update.mutateAsync({ params: { id }, body: patch, version: application.version });
      settle();
      toast({ tone: 'ok', text: `${application.label} saved` });
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) setOutdated(true);
      else errors.take(error, { ...application, ...edits });
    }
  };
  const draft: SettingsDraft = {
    application,
    values: { ...application, ...edits },
    patch,
    mayManage,
    errors,
    isOutdated,
    isSaving: update.isPending,
    save,
    discard: settle,
    change: (some) => {
      setEditedFrom((before) => before ?? o.application);
      setEdits((before) => ({ ...before, ...some }));
      for (const key of Object.keys(some)) errors.clear(key);
    },
    loadNewer: async () => {
      await newest.refetch();
      setEditedFrom(undefined);
      setOutdated(false);
    },
  };
  return (
    <DraftContext value={draft}>
      {Object.keys(patch).length > 0 && <LeaveGuard isKeptAt={(path) => path.startsWith(`${paths.app(id)}/`)} />}
      {o.children}
    </DraftContext>
  );
}

const SETTINGS = Object.keys(endpoints.updateApplication.body.shape) as (keyof Settings)[];

function hasSameSettings(one: Settings, other: Settings): boolean {
  return SETTINGS.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

function differing(before: Settings, edits: Partial<Settings>): Partial<Settings> {
  const entries = Object.entries(edits) as [keyof Settings, unknown][];
  return Object.fromEntries(entries.filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value)));
}

// The second step: label, description, picture, and the address that stays for ever.
import type { CatalogueEntry } from '@keyshift/web-api';
import { ChevronRight } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { type FieldErrors, useFieldErrors } from '../../../parts/field-errors.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { LinkButton } from '../../../ui/action/link.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx';
import { useQueryState } from '../../../url.ts';
import type { Colour } from '../general/colour-radios.tsx';
import { NameFields, ShowInPortal } from '../general/identity-fields.tsx';
import { ImageFields } from '../general/image-fields.tsx';
import type { Logo } from '../general/logo-file.ts';
import { pathFromLabel, SsoPathField, type SsoPathState, useSsoPath } from './sso-path-field.tsx';

type Values = {
  readonly label: string;
  readonly description: string;
  readonly colour: Colour;
  readonly showInPortal: boolean;
  readonly bookmarkUrl: string | null;
  readonly logo: Logo | null;
  /** Null: as the label says. */
  readonly ssoPath: string | null;
};

export function GeneralStep({ entry }: { entry: CatalogueEntry }): ReactNode {
  const isBookmark = entry.kind === 'bookmark';
  const [fresh] = useState<Values>({
    label: isBookmark ? '' : entry.name,
    description: '',
    colour: entry.colour,
    showInPortal: true,
    bookmarkUrl: isBookmark ? '' : null,
    logo: null,
    ssoPath: null,
  });
  const [values, setValues] = useState(fresh);
  const errors = useFieldErrors();
  const change = (some: Partial<Values>) => {
    setValues((before) => ({ ...before, ...some }));
    for (const key of Object.keys(some)) errors.clear(key);
  };
  const path = useSsoPath(values.ssoPath ?? pathFromLabel(values.label), !isBookmark);
  const { save, isPending } = useSave({ entry, values, errors, path });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void save();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <h2 className="text-base font-semibold">{entry.name}: general info</h2>
      {values !== fresh && <LeaveGuard />}
      <FormBanner refusal={errors.refusal} />
      <NameFields values={values} isBookmark={isBookmark} errors={errors} onChange={change} />
      <ImageFields
        label={values.label}
        colour={values.colour}
        onColour={(colour) => change({ colour })}
        logoUrl={values.logo?.preview ?? null}
        onLogo={(logo) => change({ logo })}
        onRemoveLogo={() => change({ logo: null })}
      />
      <ShowInPortal value={values.showInPortal} onChange={(showInPortal) => change({ showInPortal })} />
      {!isBookmark && <Advanced path={path} errors={errors} onChange={(ssoPath) => change({ ssoPath })} />}
      <div className="flex flex-wrap gap-2 border-t border-line pt-5">
        <Button tone="primary" type="submit" isPending={isPending}>
          {isPending ? 'Saving …' : 'Save Application'}
        </Button>
        <LinkButton href={paths.appNew()}>Back</LinkButton>
      </div>
    </form>
  );
}

function useSave(o: { entry: CatalogueEntry; values: Values; errors: FieldErrors; path: SsoPathState }) {
  const { entry, values, errors, path } = o;
  const create = useChange('createApplication', { stale: ['listApplications', 'getOverview'] });
  const setLogo = useChange('setLogo', { stale: ['listApplications', 'getApplication'] });
  const [, changeQuery] = useQueryState();
  const toast = useToast();
  const save = async () => {
    errors.clear();
    if (values.label.trim() === '') return errors.set('label', 'Write the name people know it by');
    const { logo, ssoPath, bookmarkUrl, ...general } = values;
    try {
      const made = await create.mutateAsync({
        body: {
          connector: entry.id,
          ...general,
          ...(bookmarkUrl !== null && { bookmarkUrl }),
          ...(ssoPath !== null && { ssoPath: path.value }),
        },
      });
      // The application is there already; without its logo it still works.
      if (logo !== null) {
        await setLogo
          .mutateAsync({ params: { id: made.id }, body: { base64: logo.base64 } })
          .catch((error: unknown) => toast({ tone: 'bad', text: `Saved without the logo. ${wordsOf(error).detail}` }));
      }
      changeQuery({ made: made.id, q: undefined }, { replace: true });
    } catch (error) {
      errors.take(error, { ...values, ssoPath: path.value });
    }
  };
  return { save, isPending: create.isPending || setLogo.isPending };
}

/** Open by itself when something in it is wrong. */
function Advanced(o: { path: SsoPathState; errors: FieldErrors; onChange: (path: string) => void }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || o.errors.at('ssoPath') !== undefined || o.path.refusal !== undefined;
  return (
    <section aria-label="Advanced settings" className="rounded-lg border border-line">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setOpen(!isShown)}
        className="flex w-full items-center gap-2 rounded-lg px-4 py-3 font-medium hover:bg-sunken"
      >
        <ChevronRight aria-hidden className={isShown ? 'size-4 rotate-90' : 'size-4'} />
        Advanced settings
      </button>
      {isShown && (
        <div className="border-t border-line p-4">
          <SsoPathField path={o.path} error={o.errors.at('ssoPath')} onChange={o.onChange} />
        </div>
      )}
    </section>
  );
}

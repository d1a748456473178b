// Appears at the bottom when something changed: how much, what exactly, save or discard.
import { type ReactNode, useState } from 'react';
import { Button } from '../action/button.tsx';
import { Diff } from '../text/diff.tsx';
import type { Change } from './changes.ts';
import { LeaveGuard } from './leave-guard.tsx';

export type SaveBarProps = {
  readonly changes: readonly Change[];
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly isSaving?: boolean;
  /** Whoever keeps the changes guards them: they outlive this bar. */
  readonly isGuardedElsewhere?: boolean;
};

/** Put it last inside the form's page; it sticks to the bottom edge. Asks before the page is left over it. */
export function SaveBar(props: SaveBarProps): ReactNode {
  const { changes, onSave, onDiscard, isSaving = false, isGuardedElsewhere = false } = props;
  const [isOpen, setOpen] = useState(false);
  if (changes.length === 0) return null;
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return (
    <section
      aria-label="Unsaved changes"
      data-save-bar
      className="sticky bottom-0 z-10 -mx-4 mt-auto border-t border-line bg-bg px-4 py-3 md:-mx-8 md:px-8"
    >
      {!isGuardedElsewhere && <LeaveGuard />}
      {isOpen && (
        <div id="save-bar-diff" className="mb-3 max-h-60 overflow-auto">
          <Diff changes={changes} />
        </div>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button
          tone="plain"
          className="-ml-3 mr-auto"
          aria-expanded={isOpen}
          aria-controls="save-bar-diff"
          onPress={() => setOpen(!isOpen)}
        >
          <span role="status">{count}</span>
          <span className="text-ink-3">{isOpen ? 'Hide' : 'Show'}</span>
        </Button>
        <Button tone="plain" onPress={onDiscard} isDisabled={isSaving}>
          Discard
        </Button>
        <Button tone="primary" onPress={onSave} isPending={isSaving}>
          {isSaving ? 'Saving …' : 'Save changes'}
        </Button>
      </div>
    </section>
  );
}

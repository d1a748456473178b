// The field for a user name, which refuses capital letters at once: the name becomes the database user's.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { Input, type InputProps } from '../../../ui/field/input.tsx';

const HINT =
  'Lower case, because it becomes the database user: letters, digits and _ . + @ -, beginning with a letter.';

export function UsernameField({
  value,
  onProposal,
  error,
  ...input
}: Omit<InputProps, 'label' | 'hint' | 'value'> & { value: string; onProposal: (name: string) => void }): ReactNode {
  const proposal = value.toLowerCase();
  const hasCapitals = proposal !== value;
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5">
      <Input
        label="User name"
        isMono
        className="w-full"
        hint={HINT}
        error={hasCapitals ? `Redshift refuses capital letters in a database user: write “${proposal}”` : error}
        autoCapitalize="none"
        {...input}
      />
      {hasCapitals && (
        <Button size="small" onPress={() => onProposal(proposal)}>
          Use “{proposal}”
        </Button>
      )}
    </div>
  );
}

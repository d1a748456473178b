// How an application looks in the User Portal: a logo, or its first letter on a colour.
import { type ReactNode, useState } from 'react';
import { AppMark } from '../../../parts/app-mark.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { labelLook } from '../../../ui/field/field.tsx';
import { FileDrop } from '../../../ui/field/file-drop.tsx';
import { type Colour, ColourRadios } from './colour-radios.tsx';
import { LOGO_BYTES, LOGO_TYPES, type Logo, readLogo } from './logo-file.ts';

export type ImageFieldsProps = {
  readonly label: string;
  readonly colour: Colour;
  readonly onColour: (colour: Colour) => void;
  /** Address of the picture that is shown now. */
  readonly logoUrl: string | null;
  readonly onLogo: (logo: Logo) => void;
  readonly onRemoveLogo: () => void;
  /** What the server said of the picture. */
  readonly error?: string | undefined;
};

export function ImageFields(props: ImageFieldsProps): ReactNode {
  const { label, colour, logoUrl, onLogo } = props;
  const [refusal, setRefusal] = useState<string>();
  const take = async (file: File) => {
    const logo = await readLogo(file);
    setRefusal(logo === undefined ? 'This is not a PNG, JPEG or WebP picture' : undefined);
    if (logo !== undefined) onLogo(logo);
  };
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <span className={labelLook}>User Portal image</span>
        <div className="flex flex-wrap items-center gap-3">
          <AppMark mark={{ label: label === '' ? '?' : label, colour, logoUrl }} size={56} />
          <span className="min-w-0 flex-1 text-ink-2">
            {logoUrl === null ? 'First letter on the colour below, until there is a logo.' : 'This logo is shown.'}
          </span>
          {logoUrl !== null && <Button onPress={props.onRemoveLogo}>Remove logo</Button>}
        </div>
      </div>
      <FileDrop
        label="Logo"
        hint="Square works best; it is made small and re-encoded."
        accept={LOGO_TYPES}
        what="a PNG, JPEG or WebP picture of at most 780 kB"
        mostBytes={LOGO_BYTES}
        error={refusal ?? props.error}
        onFile={(file) => void take(file)}
      />
      <ColourRadios value={colour} onChange={props.onColour} />
    </>
  );
}

// How an application looks on a tile: its picture, or its first letter on its colour.
import type { ReactNode } from 'react';

type Mark = { readonly label: string; readonly colour: string; readonly logoUrl: string | null };

/** Decoration: the label stands beside it. */
export function AppMark({ mark, size = 40 }: { mark: Mark; size?: number }): ReactNode {
  const look = { width: size, height: size };
  if (mark.logoUrl !== null) {
    return <img src={mark.logoUrl} alt="" className="shrink-0 rounded-lg object-contain" style={look} />;
  }
  return (
    <span
      aria-hidden
      className="grid shrink-0 place-items-center rounded-lg text-base font-semibold"
      style={{ ...look, backgroundColor: mark.colour, color: inkOn(mark.colour) }}
    >
      {mark.label.slice(0, 1).toUpperCase()}
    </span>
  );
}

/** Black or white, whichever stands out more (WCAG 2.2 relative luminance). */
function inkOn(colour: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const linear = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const [red = 0, green = 0, blue = 0] = linear;
  // At this luminance black and white contrast alike.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

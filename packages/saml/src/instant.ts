// SAML instants: UTC with a trailing Z and nothing else (saml-core §1.3.3).
const INSTANT = /^([1-9]\d{3})-(0[1-9]|1[0-2])-([0-3]\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?Z$/;

/** `2026-01-31T12:00:00.000Z`. */
export function formatInstant(instant: Date): string {
  return instant.toISOString();
}

/** The instant (fractions cut to milliseconds), or undefined when it is not one, such as 30 February or a zone offset. */
export function findInstant(text: string): Date | undefined {
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const instant = new Date(
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), milliseconds),
  );
  // 30 February would roll over into March.
  return instant.getUTCDate() === Number(day) ? instant : undefined;
}

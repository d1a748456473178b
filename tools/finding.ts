// What a check found: the place, what is wrong there, what to do.

export type Finding = { readonly where: string; readonly why: string; readonly fix: string };

export function finding(where: string, why: string, fix: string): [Finding] {
  return [{ where, why, fix }];
}

export function formatFinding({ where, why, fix }: Finding): string {
  return `${where}: ${why} – ${fix}`;
}

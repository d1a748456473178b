// Runs a program to its end and gives back what it printed.
import { spawn } from 'node:child_process';

export type Outcome = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** The outcome of `program args…`; `input` goes to its standard input. Never a shell. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
    const printed = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      printed.stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      printed.stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...printed }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Whether a program of that name can be started. */
export async function isInstalled(program: string): Promise<boolean> {
  const { status } = await run('sh', ['-c', 'command -v "$1"', 'sh', program]);
  return status === 0;
}

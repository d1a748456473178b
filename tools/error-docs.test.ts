import { describe, expect, it } from 'vitest';
import { formatErrorDocs, readEntries } from './error-docs.ts';

describe('error docs', () => {
  it('show each sentence with its parameters as placeholders, whatever is done with them', () => {
    const entries = readEntries({
      portTaken: (p: unknown) => {
        const { port, names } = p as { port: number; names: string[] };
        return {
          code: 'x.port_taken',
          what: 'cannot listen',
          why: `port ${port} | ${names.map(String).join(', ')}`,
          fix: 'move',
        };
      },
    });
    const page = formatErrorDocs([{ name: 'x', entries }]);
    expect(page).toContain('| `x.port_taken` | cannot listen | port ‹port› \\| ‹names› | move |');
  });
});

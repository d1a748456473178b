import { AppError } from '@keyshift/base';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './terminal.ts';

const failure = (code: string) => new AppError({ code, what: 'cannot', why: 'because', fix: 'do' });

describe('describeFailure', () => {
  it.each([
    ['client.sql', 1],
    ['client.sign_in_timed_out', 3],
    ['client.aws_refused', 3],
    ['cli.not_signed_in', 3],
    ['cli.not_running', 1],
    ['cli.settings_invalid', 2],
  ])('%s exits with %d', (code, status) => {
    expect(describeFailure(failure(code), false)).toEqual({
      line: 'keyshift: cannot – because – do',
      status,
      event: { event: 'error', code, message: 'cannot – because – do' },
    });
  });

  it('shows a stack with --debug only', () => {
    const defect = new TypeError('x is undefined');
    expect(describeFailure(defect, false).line).toMatch(
      /^keyshift: something unexpected happened – x is undefined – .*--debug/,
    );
    expect(describeFailure(defect, false).line).not.toContain('terminal.test');
    expect(describeFailure(defect, true).line).toContain('terminal.test.ts');
  });
});

// SPDX-License-Identifier: GPL-3.0-or-later
// A line a test, and a last line that says how it all went.
import type {
  Reporter, TestCase, TestResult,
} from '@playwright/test/reporter';

const LINES_MOST = 14;
const WIDTH_MOST = 200;

/* Enough to see what went wrong, without the colours. */
const brief = (message: string): string => message
  .replace(/\u001b\[[\d;]*m/g, '').split('\n').slice(0, LINES_MOST)
  .map((line) => `        ${line.slice(0, WIDTH_MOST)}`).join('\n');

class Lines implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    const name = test.titlePath().slice(2).join(' > ');
    if (result.status === 'passed') {
      this.passed++;
      console.log(`ok      ${name} (${result.duration} ms)`);
      return;
    }
    this.failed++;
    console.log(`FAILED  ${name}`);
    for (const error of result.errors)
      console.log(brief(error.message ?? ''));
  }

  onError(error: { message?: string }): void {
    this.failed++;
    console.log(`FAILED  ${error.message ?? 'before any test'}`);
  }

  onEnd(): void {
    console.log(`browser: ${this.passed} passed, ${this.failed} failed`);
  }
}

export default Lines;

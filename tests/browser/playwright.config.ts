// SPDX-License-Identifier: GPL-3.0-or-later
// One Chromium of the system's own, one worker, no retries: what fails once
// has failed.
import { defineConfig } from '@playwright/test';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'specs',
  outputDir: process.env.PARLOR_TEST_OUT ?? '/tmp/parlor-browser',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: './support/reporter.ts',
  use: {
    locale: 'en',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS,
    },
  },
});

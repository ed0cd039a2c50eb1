// SPDX-License-Identifier: GPL-3.0-or-later
// A server of our own: its data in a folder that goes with it, its port a
// free one, stopped by the pid that was started.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(
  dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const PROGRAM = process.env.PARLOR ?? join(ROOT, 'build', 'parlor');
const START_MS = 60_000;

const PASSWORD = 'a-long-Passw0rd-for-tests';

export const STAFF = { name: 'liwei', password: PASSWORD, role: 'agent' };
export const ADMIN = { name: 'zhangmin', password: PASSWORD, role: 'admin' };

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

export class Parlor {
  private child: ChildProcess | null = null;
  private readonly staffed = new Set<string>();
  private constructor(readonly port: number, private readonly dir: string) {}

  static async start(): Promise<Parlor> {
    const dir = mkdtempSync(join(tmpdir(), 'parlor-browser-'));
    const parlor = new Parlor(await freePort(), dir);
    await parlor.run();
    return parlor;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PARLOR_PORT: String(this.port),
      PARLOR_KEY_FILE: join(this.dir, 'key'),
      PARLOR_RESPONSIBLE_NAME: 'Parlor Test Office',
      PARLOR_RESPONSIBLE_CONTACT: 'privacy@example.org',
      PARLOR_HELLOS_PER_MINUTE: '10000',
      PARLOR_SIGN_INS_PER_MINUTE: '1000',
    };
  }

  private get args(): string[] {
    return ['--data', join(this.dir, 'var')];
  }

  async run(): Promise<void> {
    const child = spawn(PROGRAM, [...this.args, 'serve'], {
      cwd: ROOT, env: this.env, stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    const pids = process.env.PARLOR_TEST_PIDS;
    if (pids) appendFileSync(pids, `${child.pid}\n`);
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4000);
    });
    for (const until = Date.now() + START_MS; Date.now() < until;) {
      if (child.exitCode !== null) break;
      if (await this.healthy()) return;
      await wait(100);
    }
    throw new Error(`the server did not start:\n${said}`);
  }

  private async healthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  /* End it, at once if it is to be as in a power cut. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /* A command beside the running server; gives what it prints. */
  command(...args: string[]): string {
    return execFileSync(PROGRAM, [...this.args, ...args], {
      cwd: ROOT, env: this.env, encoding: 'utf8',
    });
  }

  /* Once, however many files of tests share the server. */
  addStaff({ name, password, role } = STAFF): void {
    if (this.staffed.has(name)) return;
    this.staffed.add(name);
    execFileSync(
      PROGRAM, [...this.args, 'user', 'add', name, '--role', role], {
        cwd: ROOT, env: this.env, input: `${password}\n`,
        stdio: ['pipe', 'ignore', 'pipe'],
      });
  }

  addSite(origin: string): string {
    const printed = this.command('portal', 'add', 'partner', origin);
    const key = /pk_[\w-]+/.exec(printed)?.[0];
    if (!key) throw new Error(`no key in: ${printed}`);
    return key;
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.dir, { recursive: true, force: true });
  }
}

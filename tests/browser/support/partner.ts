// SPDX-License-Identifier: GPL-3.0-or-later
// A partner's site on another origin, with the strictest policy that the
// widget says it can live under.
import { createServer, type Server } from 'node:http';
import { freePort } from './parlor.js';

export class Partner {
  private server: Server | null = null;
  private constructor(readonly port: number) {}

  static async reserve(): Promise<Partner> {
    return new Partner(await freePort());
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async serve(host: string, key: string): Promise<void> {
    const policy = [
      "default-src 'none'", `script-src ${host}`,
      `connect-src ${host} ${host.replace('http', 'ws')}`,
      `img-src ${host}`, "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
    const page = (body: string): string =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8">
      <title>Partner</title></head><body><main><h1>A partner's site</h1>
      </main><script src="${host}/w/1/loader.js" ${body}</body></html>`;
    const pages: Record<string, string> = {
      '/': page(`data-key="${key}" data-lang="auto" defer></script>`),
      '/element': page(`defer></script>
        <parlor-chat key="${key}" lang="zh-Hans" mode="inline"></parlor-chat>`),
    };
    this.server = createServer((request, response) => {
      const body = pages[request.url ?? ''];
      response.writeHead(body ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      });
      response.end(body);
    });
    await new Promise<void>((resolve) =>
      this.server?.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

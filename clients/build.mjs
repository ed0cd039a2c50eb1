// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the clients into dist/. `node build.mjs --test` compiles and runs
// the unit tests instead. Needs Node 18.19 or later.

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compileMessages } from './tools/messages.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, 'dist');
const LOCALES = join(HERE, 'shared', 'locales');
const TARGET = ['es2022', 'chrome111', 'firefox115', 'safari16.4'];

const COMMON = {
  absWorkingDir: HERE, bundle: true, minify: true, format: 'esm',
  target: TARGET, charset: 'utf8', legalComments: 'none', logLevel: 'warning',
  jsx: 'automatic', jsxImportSource: 'preact',
};

const hashOf = (bytes) =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 10);

function put(path, bytes) {
  const file = join(DIST, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return '/' + path;
}

/* Two files a language: visitors do not load what only staff reads. */
function putLocales() {
  const visitor = {};
  const desk = {};
  for (const name of readdirSync(LOCALES).sort()) {
    const lang = basename(name, '.json');
    const texts = JSON.parse(readFileSync(join(LOCALES, name), 'utf8'));
    const all = compileMessages(texts, name);
    const some = Object.fromEntries(
      Object.entries(all).filter(([key]) => !key.startsWith('desk.')));
    for (const [prefix, messages, files] of
      [['', some, visitor], ['desk-', all, desk]]) {
      const text = JSON.stringify(messages);
      files[lang] = put(
        `locales/${prefix}${lang}-${hashOf(text)}.json`, text);
    }
  }
  return { visitor, desk };
}

const defines = ({ visitor, desk }) => ({
  __LOCALES__: JSON.stringify(visitor),
  __DESK_LOCALES__: JSON.stringify(desk),
});

/* A page: its script, its style and the HTML that names both. */
async function buildPage(name, page, define) {
  const result = await build({
    ...COMMON, define, write: false, metafile: true, splitting: true,
    outdir: join(DIST, 'assets'),
    entryPoints: [
      { in: `${name}/main.tsx`, out: name },
      { in: `${name}/${name}.css`, out: name },
    ],
    entryNames: '[name]-[hash]', chunkNames: 'chunk-[hash]',
  });
  const names = {};
  for (const { path, contents } of result.outputFiles) {
    const url = put(relative(DIST, path), contents);
    if (basename(path).startsWith(`${name}-`))
      names[extname(path).slice(1)] = url;
  }
  const icon = readFileSync(join(HERE, 'chat', 'icon.svg'));
  names.icon = put(`assets/icon-${hashOf(icon)}.svg`, icon);
  const html = readFileSync(join(HERE, name, page), 'utf8')
    .replace(/\{\{(\w+)\}\}/g, (_, key) => names[key]);
  put(page, html);
}

async function buildWidget(define) {
  for (const name of ['loader', 'panel']) {
    const result = await build({
      ...COMMON, define, write: false, loader: { '.css': 'text' },
      format: name === 'loader' ? 'iife' : 'esm',
      entryPoints: [name === 'loader' ? 'widget/loader.ts'
        : 'widget/panel.tsx'],
      outdir: join(DIST, 'w', '1'),
      plugins: name === 'panel' ? [styleText] : [],
    });
    for (const { path, contents } of result.outputFiles)
      put(relative(DIST, path), contents);
  }
}

/* Style sheets of the panel as texts, for constructable style sheets. */
const styleText = {
  name: 'style-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        ...COMMON, entryPoints: [path], write: false, minify: true,
      });
      return { contents: outputFiles[0].text, loader: 'text' };
    });
  },
};

function report() {
  const sizes = readdirSync(DIST, { recursive: true })
    .filter((name) => /\.(js|css)$/.test(name)).sort();
  for (const name of sizes) {
    const bytes = readFileSync(join(DIST, name));
    const kb = (gzipSync(bytes, { level: 9 }).length / 1024).toFixed(1);
    console.log(`${kb.padStart(6)} kB gzip  ${name}`);
  }
}

async function buildAll() {
  rmSync(DIST, { recursive: true, force: true });
  const define = defines(putLocales());
  await Promise.all([
    buildPage('chat', 'index.html', define),
    buildPage('desk', 'desk.html', define),
    buildWidget(define),
  ]);
  report();
}

async function runTests() {
  mkdirSync(join(HERE, 'node_modules'), { recursive: true });
  const out = mkdtempSync(join(HERE, 'node_modules', '.tests-'));
  try {
    await build({
      ...COMMON, minify: false, platform: 'node', target: 'node18',
      outdir: out,
      entryPoints: readdirSync(join(HERE, 'tests'))
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => `tests/${name}`),
      outExtension: { '.js': '.mjs' },
    });
    cpSync(LOCALES, join(out, 'locales'), { recursive: true });
    const files = readdirSync(out)
      .filter((name) => name.endsWith('.mjs')).map((name) => join(out, name));
    const { status } = spawnSync(process.execPath, ['--test', ...files], {
      stdio: 'inherit',
    });
    return status ?? 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

if (process.argv.includes('--test')) process.exitCode = await runTests();
else await buildAll();

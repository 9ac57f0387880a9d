// Keeps wwwroot/lib: `node src/Web/libs.mjs` fetches what is listed below from npm, `--check` compares what is there with
// wwwroot/lib/manifest.json (SHA-256 of every file). Nothing is loaded from a content network: the wall works cut off.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const mitOf = (holder) => `The MIT License (MIT)

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

// `licence` is a file of the package, or the text itself where the package carries none.
const libraries = [
  { name: 'bootstrap', version: '5.3.9', files: ['dist/css/bootstrap.min.css'], licence: { file: 'LICENSE' } },
  { name: 'canvas-confetti', version: '1.9.4', files: ['dist/confetti.browser.js'], licence: { file: 'LICENSE' } },
  { name: 'chart.js', version: '4.6.1', files: ['dist/chart.umd.min.js'], licence: { file: 'LICENSE.md' } },
  {
    name: 'signalr', package: '@microsoft/signalr', version: '10.0.11', files: ['dist/browser/signalr.min.js'],
    licence: { text: mitOf('.NET Foundation and Contributors') },
  },
];

const root = join(dirname(fileURLToPath(import.meta.url)), 'wwwroot', 'lib');
const manifestFile = join(root, 'manifest.json');

function hashes() {
  const files = readdirSync(root, { recursive: true }).map((f) => join(root, f)).filter((f) => statSync(f).isFile() && f !== manifestFile);
  return Object.fromEntries(files
    .map((f) => [relative(root, f).split(sep).join('/'), createHash('sha256').update(readFileSync(f)).digest('hex')])
    .sort(([a], [b]) => (a < b ? -1 : 1)));
}

function check() {
  const wanted = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const found = hashes();
  const faults = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((f) => wanted[f] !== found[f]);
  for (const fault of faults) console.error(`${fault}: ${found[fault] ? (wanted[fault] ? 'differs' : 'not in the manifest') : 'missing'}`);
  if (faults.length > 0) process.exit(1);
  console.log(`${Object.keys(found).length} files as in the manifest.`);
}

function fetchAll() {
  const scratch = mkdtempSync(join(tmpdir(), 'libs-'));
  rmSync(root, { recursive: true, force: true });
  for (const library of libraries) {
    const source = `${library.package ?? library.name}@${library.version}`;
    const archive = execFileSync('npm', ['pack', '--silent', source], { cwd: scratch, encoding: 'utf8' }).trim();
    execFileSync('tar', ['xzf', archive], { cwd: scratch });
    const target = join(root, library.name, library.version);
    mkdirSync(target, { recursive: true });
    for (const file of library.files) cpSync(join(scratch, 'package', file), join(target, file.split('/').at(-1)));
    const licence = library.licence.text ?? readFileSync(join(scratch, 'package', library.licence.file), 'utf8');
    writeFileSync(join(target, 'LICENSE'), licence);
    rmSync(join(scratch, 'package'), { recursive: true });
  }
  rmSync(scratch, { recursive: true });
  writeFileSync(manifestFile, JSON.stringify(hashes(), null, 2) + '\n');
}

if (!process.argv.includes('--check')) fetchAll();
check();

// Brings the browser libraries into wwwroot/lib at their pinned versions: node src/Web/libs.mjs
// With --check, only compares what is there with the recorded hashes.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), 'wwwroot', 'lib');
const manifest = join(root, 'libs.json');
const libraries = [
  { name: 'chart.js', version: '4.6.1', files: ['dist/chart.umd.js', 'LICENSE.md'] },
  { name: '@microsoft/signalr', version: '10.0.11', files: ['dist/browser/signalr.min.js'], licence: 'MIT' },
];
const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

if (process.argv.includes('--check')) {
  const wrong = Object.entries(JSON.parse(readFileSync(manifest))).filter(([file, sha]) => hash(join(root, file)) !== sha);
  if (wrong.length) {
    console.error('Changed since they were brought: ' + wrong.map(([file]) => file).join(', '));
    process.exit(1);
  }
  console.log('Every library is as it was brought.');
} else {
  const hashes = {};
  for (const { name, version, files, licence } of libraries) {
    const work = mkdtempSync(join(tmpdir(), 'libs-'));
    const tar = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: work, encoding: 'utf8' }).trim();
    execFileSync('tar', ['xzf', tar], { cwd: work });
    const folder = `${name.split('/').pop()}/${version}`;
    rmSync(join(root, folder), { recursive: true, force: true });
    mkdirSync(join(root, folder), { recursive: true });
    for (const file of files) {
      const target = `${folder}/${file.split('/').pop()}`;
      cpSync(join(work, 'package', file), join(root, target));
      hashes[target] = hash(join(root, target));
    }
    if (licence) {
      const target = `${folder}/LICENSE.txt`;
      const notice = JSON.parse(readFileSync(join(work, 'package', 'package.json')));
      writeFileSync(join(root, target), `${name} ${version}\nLicence: ${notice.license}\nAuthor: ${notice.author?.name ?? notice.author}\nSource: ${notice.homepage}\n`);
      hashes[target] = hash(join(root, target));
    }
    rmSync(work, { recursive: true, force: true });
  }
  writeFileSync(manifest, JSON.stringify(hashes, null, 2) + '\n');
}

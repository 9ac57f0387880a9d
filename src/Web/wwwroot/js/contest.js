// The race of a contest: asked for when the page comes, and again while it renews itself.
import { valueFormat } from './measure.js';
import { Race } from './race.js';
import { word } from './settings.js';

const askAgainMilliseconds = 15_000;
const pageSize = 0.72;
const plot = document.querySelector('[data-race]');
const { race: path, measure, target, own } = plot.dataset;
let race;
let last;
let askedAt = -Infinity;
let timer;

async function ask() {
  askedAt = performance.now();
  timer = undefined;
  try {
    const answer = await fetch(path, { cache: 'no-store' });
    if (!answer.ok) return;
    last = await answer.json();
  } catch {
    // Cut off: the last picture stays, and says nothing newer than the page.
    return;
  }
  draw();
}

function draw() {
  if (!last?.lines.length) return;
  plot.hidden = false;
  race ??= new Race(plot.querySelector('canvas'), valueFormat(measure), { size: pageSize, own, target: target ? { value: Number(target), label: word('target') } : null });
  race.load(last, []);
}

document.addEventListener('renewed', () => {
  timer ??= setTimeout(ask, Math.max(0, askedAt + askAgainMilliseconds - performance.now()));
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  race?.recolour();
  draw();
});
ask();

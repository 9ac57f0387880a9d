// Keeps a page of figures true without a reload: the hub says that a board has moved, the page is asked for as it is now, and
// what differs is put in its place.
import { Freshness } from './freshness.js';
import { Live } from './live.js';
import { morph } from './morph.js';
import { reload } from './reload.js';
import { steady } from './steady.js';

const leastMilliseconds = 1000;
const othersMilliseconds = 10_000;
const againMilliseconds = 5000;
const quietMilliseconds = 10_000;

const { path, own, watches } = JSON.parse(document.getElementById('live').textContent);
const at = (id) => document.getElementById(id);
const seen = new Map();
const fresh = new Freshness({ stage: document.body, state: at('state') });
let heardAt = null;
let due = Infinity;
let free = 0;
let asking = false;
let timer;

const live = new Live({ board, alive, redemptions: () => want(0), connected: () => want(0), refused: reload });
for (const watch of watches) live.watch(watch);

function board(watch, message) {
  const { from } = message.board;
  const rows = message.standings.map((s) => [s.id, s.rank, s.tied, s.value, s.gapToNext]);
  const all = JSON.stringify([from, message.total, message.sum, rows]);
  const mine = own ? JSON.stringify([from, rows.filter(([id]) => id === own)]) : all;
  const before = seen.get(watch);
  seen.set(watch, { all, mine });
  if (mine !== before?.mine) want(0);
  // A busy floor moves all the time: the places of others may be a little older.
  else if (all !== before.all) want(othersMilliseconds);
}

// The board's figures are this page's once nothing has moved since the page was asked for.
function alive(_, asOf) {
  heardAt = asOf;
  if (due === Infinity && !asking) fresh.alive(asOf);
}

/** The page is asked for within so many milliseconds; once a second at most, never two at a time. */
function want(milliseconds) {
  due = Math.min(due, performance.now() + milliseconds);
  clearTimeout(timer);
  if (!asking) timer = setTimeout(renew, Math.max(due, free) - performance.now());
}

async function renew() {
  const asOf = heardAt;
  const askedAt = performance.now();
  [asking, due] = [true, Infinity];
  const page = await load();
  if (page) {
    steady(() => show(page, askedAt));
    if (asOf !== null) fresh.alive(asOf);
  }
  asking = false;
  free = performance.now() + leastMilliseconds;
  if (!page || due < Infinity) want(againMilliseconds);
}

// Null when it cannot be had now. The browser reads the markup itself: trusted types let no script do that from a text.
function load() {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'document';
    request.timeout = quietMilliseconds;
    request.onload = () => done(request.status < 500 ? request.response : null);
    request.onerror = request.ontimeout = () => done(null);
    request.send();
  });
}

function show(page, askedAt) {
  for (const part of document.querySelectorAll('[data-live]')) {
    const now = page.getElementById(part.id);
    // Signed out elsewhere, or no longer one's own: the page itself says what to do.
    if (!now) return reload();
    morph(part, now);
  }
  document.dispatchEvent(new CustomEvent('renewed', { detail: askedAt }));
  say(at('say').textContent);
}

// One sentence for who does not see it, and not at every receipt of a busy hour.
let said = at('say').textContent;
let next = said;
let quiet;

function say(text) {
  next = text;
  if (quiet || next === said) return;
  at('said').textContent = said = next;
  quiet = setTimeout(() => {
    quiet = undefined;
    say(next);
  }, quietMilliseconds);
}

// Somebody did something on the page itself.
document.addEventListener('acted', () => want(0));
document.body.addEventListener('stale', () => say(at('state').textContent));
live.start();

// The wall: puts the live figures on the screen, and says how old they are.
import { Display, fill } from './format.js';
import { Live } from './live.js';
import { Race, Teams } from './charts.js';
import { Rows } from './rows.js';

const staleMilliseconds = 15000;
const raceRefreshMilliseconds = 300000;
const raceRetryMilliseconds = 5000;
const leaders = 6;

const $ = (id) => document.getElementById(id);
const settings = JSON.parse(document.body.dataset.settings);
const display = new Display(settings);
const rows = new Rows($('rows'), display);
const race = new Race($('race'), $('legend'), display);
const teams = new Teams($('teams'), display);
const { subject, measure, period, team } = settings;
const main = { subject, measure, period, team, limit: 10 };
const byTeam = { subject: 'teams', measure, period, team, limit: 10 };
const live = new Live('/hubs/live', subject === 'teams' ? [main] : [main, byTeam]);

let board = null;
let raceAskedAt = 0;

async function askRace() {
  raceAskedAt = Date.now();
  const query = new URLSearchParams({ leaders, ...(team ? { team } : {}) });
  const answer = await fetch(`/api/v1/races/${subject}/${measure}/${period}?${query}`);
  if (answer.ok) race.show(await answer.json(), period === 'day');
}

function showMain(message) {
  board = message;
  rows.show(message.standings);
  $('empty').hidden = message.standings.length > 0;
  $('total').textContent = display.value(message.sum);
  $('total').classList.toggle('long', $('total').textContent.length > 15);
  $('count').textContent = fill(subject === 'collectors' ? display.words.People : display.words.Members, message.total);
  const age = Date.now() - raceAskedAt;
  if (measure !== 'perHead' && (age > raceRefreshMilliseconds || (!race.follow(message.standings.slice(0, 10)) && age > raceRetryMilliseconds))) {
    askRace().catch(() => {});
  }
  tick();
}

live.addEventListener('board', ({ detail }) => {
  if (detail.watch.subject === main.subject) showMain(detail);
  if (detail.watch.subject === 'teams') teams.show(detail.standings);
});

let state = 'connecting';
live.addEventListener('state', ({ detail }) => {
  state = detail;
  tick();
});

function tick() {
  const now = Date.now();
  $('clock').textContent = display.clock.format(now);
  $('date').textContent = display.day.format(now);
  $('last').textContent = board?.lastPostedAt
    ? fill(display.words.LastReceipt, display.ago(now - new Date(board.lastPostedAt)))
    : display.words.NoReceiptYet;
  const stale = live.heardAt > 0 && now - live.heardAt > staleMilliseconds;
  const lost = stale || state === 'lost';
  const stage = $('stage');
  stage.classList.toggle('is-stale', stale);
  stage.classList.toggle('is-live', state === 'connected' && !stale);
  stage.classList.toggle('is-lost', lost);
  $('stale').hidden = !stale;
  if (stale) $('stale').textContent = `${fill(display.words.StaleSince, display.clock.format(live.heardAt))} · ${display.ago(now - live.heardAt)}`;
  const words = display.words;
  const fresh = lost ? words.Reconnecting : state === 'connected' ? words.Live : words.Connecting;
  if ($('fresh-text').textContent !== fresh) $('fresh-text').textContent = fresh;
}

// A picture that never moves burns in: a pixel or two to and fro every minute.
function shift() {
  const step = Math.floor(Date.now() / 60000) % 4;
  $('stage').style.translate = `${[0, 2, 2, 0][step]}px ${[0, 0, 2, 2][step]}px`;
}

async function stayAwake() {
  try {
    if (document.visibilityState === 'visible') await navigator.wakeLock?.request('screen');
  } catch {
    // Not granted: the display's own settings decide.
  }
}

document.addEventListener('visibilitychange', stayAwake);
setInterval(tick, 1000);
setInterval(shift, 60000);
stayAwake();
tick();
live.start();

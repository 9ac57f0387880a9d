// The wall: one connection, the board with its ranking and two charts, the contests beside it in turn, and how fresh all of it is.
import { Bars } from './bars.js';
import { Celebrations } from './celebration.js';
import { showClock } from './clock.js';
import { ContestScene } from './contest-scene.js';
import { Freshness } from './freshness.js';
import { keep, renew } from './keeper.js';
import { Live } from './live.js';
import { isRaced, valueFormat } from './measure.js';
import { Race } from './race.js';
import { Ranking } from './ranking.js';
import { reload } from './reload.js';
import { Rotation } from './scenes.js';
import { word } from './settings.js';

const leaders = 6;
const raceRefetchMilliseconds = 5 * 60_000;
const leadersChangedMilliseconds = 5000;
const chartMilliseconds = 1000;
const emptyMilliseconds = 10_000;
const scenesMilliseconds = 30_000;
const boardParts = ['board-scene', 'board-heading', 'board-total', 'board-rules'];
const at = (id) => document.getElementById(id);
const stage = at('stage');
const { subject, others, measure, period, team, rows } = stage.dataset;
const format = valueFormat(measure);
const ranking = new Ranking(at('rows'), at('row'), format, period);
const race = new Race(at('race'), format);
const bars = new Bars(at('bars'), format);
const freshness = new Freshness({ stage, state: at('state'), last: at('last') });
const board = { standings: [], others: [], from: undefined, hasRoster: true, isAfresh: true };
const boardScene = {
  show: () => showParts(true),
  hide: () => showParts(false),
};
const contests = new Map();
const rotation = new Rotation(at('pages'));
const celebrations = new Celebrations(at('celebration'), at('confetti'), team, (milliseconds) => rotation.interrupt(milliseconds));
let raceTimer;
let raceDue = Infinity;
let raceAsked = 0;

const live = new Live({
  board: (watch, message) => (watch === main ? showBoard(message) : watch.scene ? showContest(watch.scene, message) : showBars(message.standings)),
  alive: (watch, asOf) => (watch === main ? freshness.alive(asOf) : watch.scene && freshness.alive(asOf, watch.scene.figures)),
  celebration: (moment) => celebrations.take(moment),
  connected: (again) => again && (renew(), fetchScenes()),
  // The link was revoked: the page itself says what to do.
  refused: reload,
});
const filter = team ? { team } : {};
const main = live.watch({ subject, measure, period, ...filter, limit: Number(rows) });
live.watch({ subject: others, measure, period, ...(others === 'collectors' ? filter : {}), limit: Number(rows) });

function showBoard(message) {
  const afresh = message.board.from !== board.from || board.standings.length === 0;
  const led = board.standings.slice(0, leaders).map((s) => s.id).sort().join(' ');
  board.from = message.board.from;
  board.standings = message.standings.slice(0, Number(rows));
  at('total').textContent = format.total(message.sum);
  if (team) at('scope').textContent = message.standings.find((s) => s.teamName)?.teamName ?? team;
  freshness.posted(message.lastPostedAt);
  board.isAfresh ||= afresh;
  showRanking();
  showEmpty();
  const leading = board.standings.slice(0, leaders).map((s) => s.id).sort().join(' ');
  if (leading !== led || message.kind === 'snapshot') fetchRaceIn(afresh ? 0 : leadersChangedMilliseconds);
}

function showParts(isShown) {
  for (const id of boardParts) at(id).hidden = !isShown;
  if (!isShown) return;
  freshness.follow();
  showRanking();
  if (board.from !== undefined) showBars(board.others);
}

// What is not seen has no size: it is drawn when it comes back.
function showRanking() {
  if (rotation.shown !== boardScene || board.from === undefined) return;
  ranking.show(board.standings, board.isAfresh);
  board.isAfresh = false;
}

function showContest(scene, message) {
  freshness.posted(message.lastPostedAt, scene.figures);
  scene.take(message);
}

// Contests come and go; what is shown stays as it is.
function setScenes({ seconds, scenes }) {
  for (const plan of scenes.filter((s) => s.kind === 'contest')) {
    const known = contests.get(plan.id);
    if (known) known.update(plan);
    else contests.set(plan.id, contestOf(plan));
  }
  const order = scenes.map((s) => (s.kind === 'board' ? boardScene : contests.get(s.id)));
  rotation.set(order, seconds);
  for (const [id, scene] of contests) {
    if (order.includes(scene)) continue;
    live.unwatch(scene.watch);
    scene.remove();
    contests.delete(id);
  }
}

function contestOf(plan) {
  const scene = new ContestScene(plan, fetchScenes);
  const { show } = scene;
  scene.show = () => {
    freshness.follow(scene.figures);
    show.call(scene);
  };
  scene.watch = live.watch({ contest: plan.id });
  scene.watch.scene = scene;
  return scene;
}

async function fetchScenes() {
  const query = new URLSearchParams(location.search);
  query.set('handler', 'Scenes');
  try {
    const answer = await fetch('/wall?' + query, { cache: 'no-store' });
    if (answer.ok) setScenes(await answer.json());
  } catch {
    // Cut off: the round goes on with what is known.
  }
}

function showBars(standings) {
  board.others = standings;
  at('bars-card').hidden = standings.length === 0;
  if (rotation.shown === boardScene) bars.show(standings);
  showCards();
}

function showCards() {
  at('race-card').hidden = board.standings.length === 0 || !isRaced(measure);
  const visible = ['race-card', 'bars-card'].filter((card) => !at(card).hidden).length;
  at('charts').hidden = visible === 0;
  at('charts').classList.toggle('single', visible === 1);
}

async function showEmpty() {
  showCards();
  const empty = board.standings.length === 0;
  if (empty && !freshness.outdated) board.hasRoster = await hasRoster();
  const kind = freshness.outdated ? 'hidden' : board.hasRoster ? 'waiting' : 'roster';
  at('empty').hidden = !freshness.outdated && board.standings.length > 0;
  at('empty-title').textContent = word(kind + '.title');
  at('empty-advice').textContent = word(kind + '.advice', freshness.outdated ? freshness.asOfText : '');
}

// Nobody was ever on a board and nobody is on the roster: the installation is empty, not the day.
async function hasRoster() {
  try {
    const answer = await fetch('/wall?handler=Roster', { cache: 'no-store' });
    return !answer.ok || (await answer.json());
  } catch {
    return true;
  }
}

// Leaders that keep changing must not put it off for ever: the earlier time counts.
function fetchRaceIn(milliseconds) {
  const due = performance.now() + milliseconds;
  if (due >= raceDue) return;
  clearTimeout(raceTimer);
  raceDue = due;
  raceTimer = setTimeout(fetchRace, milliseconds);
}

async function fetchRace() {
  raceDue = Infinity;
  if (!isRaced(measure)) return;
  fetchRaceIn(raceRefetchMilliseconds);
  const asked = ++raceAsked;
  try {
    const query = new URLSearchParams({ leaders, ...filter });
    const answer = await fetch(`/api/v1/races/${subject}/${measure}/${period}?${query}`, { cache: 'no-store' });
    if (answer.ok && asked === raceAsked) race.load(await answer.json(), board.standings);
  } catch {
    // The last race stays; the next reconnect asks again.
  }
}

stage.addEventListener('outdated', showEmpty);
// The lines go on at most once a second, and only as far as the figures are known.
setInterval(() => {
  if (rotation.shown === boardScene && !stage.classList.contains('stale') && race.ids.length > 0) race.goOn(board.standings);
}, chartMilliseconds);
// While nobody is on the board, somebody may be working on the roster.
setInterval(() => board.from !== undefined && board.standings.length === 0 && showEmpty(), emptyMilliseconds);
showClock(at('clock'), at('date'));
keep(stage);
setScenes(JSON.parse(at('scenes').textContent));
if (rotation.shown !== boardScene) showParts(false);
setInterval(fetchScenes, scenesMilliseconds);
live.start();

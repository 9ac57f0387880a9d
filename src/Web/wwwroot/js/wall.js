// The wall: one connection, two watches, the ranking, two charts, and how fresh all of it is.
import { Bars } from './bars.js';
import { showClock } from './clock.js';
import { Freshness } from './freshness.js';
import { keep, renew } from './keeper.js';
import { Live } from './live.js';
import { isRaced, valueFormat } from './measure.js';
import { Race } from './race.js';
import { Ranking } from './ranking.js';
import { word } from './settings.js';

const leaders = 6;
const raceRefetchMilliseconds = 5 * 60_000;
const leadersChangedMilliseconds = 5000;
const chartMilliseconds = 1000;
const emptyMilliseconds = 10_000;
const at = (id) => document.getElementById(id);
const stage = at('stage');
const { subject, others, measure, period, team, rows } = stage.dataset;
const format = valueFormat(measure);
const ranking = new Ranking(at('rows'), at('row'), format, period);
const race = new Race(at('race'), format);
const bars = new Bars(at('bars'), format);
const freshness = new Freshness({ stage, state: at('state'), last: at('last') });
const board = { standings: [], from: undefined, hasRoster: true };
let raceTimer;
let raceDue = Infinity;
let raceAsked = 0;

const live = new Live({
  board: (watch, message) => (watch === main ? showBoard(message) : showBars(message.standings)),
  alive: (watch, asOf) => watch === main && freshness.alive(asOf),
  connected: (again) => again && renew(),
  // The link was revoked: the page itself says what to do.
  refused: () => location.reload(),
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
  ranking.show(board.standings, afresh);
  showEmpty();
  const leading = board.standings.slice(0, leaders).map((s) => s.id).sort().join(' ');
  if (leading !== led || message.kind === 'snapshot') fetchRaceIn(afresh ? 0 : leadersChangedMilliseconds);
}

function showBars(standings) {
  at('bars-card').hidden = standings.length === 0;
  bars.show(standings);
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
  if (!stage.classList.contains('stale') && race.ids.length > 0) race.goOn(board.standings);
}, chartMilliseconds);
// While nobody is on the board, somebody may be working on the roster.
setInterval(() => board.from !== undefined && board.standings.length === 0 && showEmpty(), emptyMilliseconds);
showClock(at('clock'), at('date'));
keep(stage);
live.start();

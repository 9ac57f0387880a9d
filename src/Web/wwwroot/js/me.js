// Keeps the place of the day and of the month true without a reload: the hub says that a board has moved, the page's own texts come from the server.
import { Live } from './live.js';

const leastMilliseconds = 1000;
const me = document.getElementById('me');
const { id } = me.dataset;
const seen = new Map();
let asking = false;
let again = false;

const live = new Live({
  board: (watch, message) => board(watch.request.period, message),
  alive: () => {},
  connected: () => {},
  // Signed out elsewhere: the page itself says what to do.
  refused: () => location.reload(),
});
for (const period of ['day', 'month']) live.watch({ subject: 'collectors', measure: 'amount', period, limit: 10, ids: [id] });

function board(period, message) {
  const mine = message.standings.find((s) => s.id === id);
  const now = JSON.stringify([message.board.from, mine?.rank, mine?.tied, mine?.value, mine?.gapToNext, message.total]);
  if (seen.get(period) === now) return;
  seen.set(period, now);
  ask();
}

// Once a second at most, and never two at a time: the last answer is the latest.
async function ask() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch('/me?handler=Places', { cache: 'no-store' });
    if (answer.ok) show(await answer.json());
  } catch {
    // Cut off: the next word of the hub asks again.
  }
  setTimeout(() => {
    asking = false;
    if (again) ask();
  }, leastMilliseconds);
}

// What the page came with counts: a receipt may have come in before the hub was reached.
function show(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const element = document.getElementById(name);
    if (!element || element.textContent === text) continue;
    element.textContent = text;
    if (name.endsWith('-value')) document.getElementById('moved').hidden = false;
  }
}

live.start();

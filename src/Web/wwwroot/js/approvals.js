// Decides without leaving the page: one key or tap, the next request moves up, and for a while it can be taken back.
import { Undo } from './undo.js';

const queue = document.getElementById('queue');
const toast = document.getElementById('undo');
const decisions = new Undo(toast);
/** What is on its way, and when it was answered: a page that was asked for before may say that it still waits. */
const answeredAt = new Map();

document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-decides], #undo');
  if (!form) return;
  event.preventDefault();
  if (form === toast) undo();
  else decide(form, event.submitter);
});

function decide(form, button) {
  const body = new FormData(form, button);
  decisions.add(body.getAll('ids'), send(button?.getAttribute('formaction') ?? form.action, body));
}

// What was sent last, also when its answer is still on the way.
async function undo() {
  const ids = await decisions.last();
  if (ids.length === 0) return;
  const body = new FormData(toast);
  for (const id of ids) body.append('ids', id);
  decisions.say(await send(toast.action, body));
}

async function send(address, body) {
  const decided = body.getAll('ids').map((id) => document.getElementById(`case-${id}`)).filter(Boolean);
  const next = after(decided);
  for (const one of decided) answeredAt.set(one.id, Infinity);
  conceal();
  next?.focus({ preventScroll: false });
  const answer = await post(address, body);
  for (const one of decided) answeredAt.set(one.id, performance.now());
  // Where the page shows what is so, whatever has been done.
  if (!answer || answer.failed) renewed({ detail: Infinity });
  document.dispatchEvent(new Event('acted'));
  return answer;
}

function conceal() {
  for (const one of queue.children) one.hidden = answeredAt.has(one.id);
}

/** detail: when the page was asked for that is shown now. */
function renewed({ detail }) {
  for (const [id, at] of answeredAt) if (at < detail) answeredAt.delete(id);
  conceal();
}

document.addEventListener('renewed', renewed);

// Null when it cannot be done now. Who is not signed in any more is led to where one signs in, and comes back here.
async function post(address, body) {
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' }, redirect: 'manual' });
    if (answer.type === 'opaqueredirect') location.reload();
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const cases = () => [...queue.children].filter((c) => !c.hidden);
const yes = (one) => one?.querySelector('[data-key=a]');
const current = () => document.activeElement?.closest?.('.case') ?? cases().find(yes) ?? cases()[0];

/** The one that takes the place of those that go. */
function after(gone) {
  const all = cases();
  const last = all.findLastIndex((c) => gone.includes(c));
  return last < 0 ? null : (all.slice(last + 1).find((c) => !gone.includes(c)) ?? all.findLast((c) => !gone.includes(c)));
}

function step(by) {
  const all = cases();
  const at = all.indexOf(document.activeElement?.closest?.('.case'));
  all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}

const keys = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  a: () => (yes(current()) ? yes(current()).click() : step(1)),
  r: () => reject(current()),
  x: () => current()?.querySelector('[type=checkbox]')?.click(),
  u: undo,
};

function reject(one) {
  const details = one?.querySelector('details');
  if (!details) return;
  details.open = true;
  details.querySelector('button').focus();
}

document.addEventListener('keydown', (event) => {
  // A key that is held down decides once.
  if (event.repeat && !['j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox]), select, textarea')) return;
  // In an open list of reasons a number takes one.
  const reason = Number(event.key) && event.target.closest?.('details[open]')?.querySelectorAll('button')[Number(event.key) - 1];
  const act = reason ? () => reason.click() : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

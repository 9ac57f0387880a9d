// Big moments on the wall: one in ten seconds, none that is older than a minute, and never the same twice.
/* global confetti */
import { now } from './clock.js';
import { valueFormat } from './measure.js';
import { word } from './settings.js';

const everyMilliseconds = 10_000;
const shownMilliseconds = 8000;
const oldestMilliseconds = 60_000;
const mostKnown = 500;
const placeOf = (moment) => moment.contest?.id ?? '';

/** What waits to be shown. Times are milliseconds of one clock, the server's. */
export class CelebrationQueue {
  #waiting = [];
  #known = new Set();
  #shownAt = -Infinity;

  take(moment, at) {
    if (this.#known.has(moment.id)) return;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.add(moment.id);
    // Who led for a moment does not lead any more.
    if (moment.kind === 'leadChange') this.#waiting = this.#waiting.filter((m) => m.kind !== 'leadChange' || placeOf(m) !== placeOf(moment));
    this.#waiting.push(moment);
    this.#forget(at);
  }

  /** The next one that may be shown now; null for none. */
  next(at) {
    this.#forget(at);
    if (this.#waiting.length === 0 || at - this.#shownAt < everyMilliseconds) return null;
    this.#shownAt = at;
    return this.#waiting.shift();
  }

  #forget(at) {
    this.#waiting = this.#waiting.filter((m) => at - Date.parse(m.at) < oldestMilliseconds);
  }
}

export class Celebrations {
  #queue = new CelebrationQueue();
  #loadedAt = performance.now();
  #place;
  #team;
  #interrupt;
  #burst;

  /** team: only what its members do; interrupt: called with the time for which the scene is covered. */
  constructor(place, canvas, team, interrupt) {
    [this.#place, this.#team, this.#interrupt] = [place, team, interrupt];
    // A worker would need what the policy forbids.
    this.#burst = confetti.create(canvas, { resize: true, useWorker: false, disableForReducedMotion: true });
    setInterval(() => this.#show(), 1000);
  }

  take(moment) {
    const at = now();
    // What came before this page has been celebrated by the one before it.
    const isOlder = Date.parse(moment.at) < at - (performance.now() - this.#loadedAt);
    if (isOlder || (this.#team && ![moment.teamId, moment.subjectId].includes(this.#team))) return;
    this.#queue.take(moment, at);
    this.#show();
  }

  #show() {
    const moment = this.#queue.next(now());
    if (!moment) return;
    const sheet = this.#place.querySelector('.sheet');
    const format = valueFormat(moment.measure);
    const put = (name, text) => (sheet.querySelector('.' + name).textContent = text);
    put('kind', word('celebration.' + moment.kind));
    put('name', moment.name);
    put('value', format.exact(moment.value));
    put('detail', [word(`celebration.${moment.kind}.detail`, format.exact(moment.passed)), moment.contest?.name ?? word('celebration.today'), moment.teamName].filter(Boolean).join(' · '));
    this.#place.dataset.kind = moment.kind;
    sheet.hidden = false;
    this.#interrupt(shownMilliseconds);
    this.#burst({ particleCount: 160, spread: 100, startVelocity: 55, origin: { y: 0.7 }, colors: ['#f6c945', '#e0935a', '#58c7ff', '#5fe3a1', '#ff9c87'] });
    setTimeout(() => (sheet.hidden = true), shownMilliseconds);
  }
}

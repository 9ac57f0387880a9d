// A contest on the wall: what time is left, and thermometers of teams or the first rows of collectors, beside the race.
import { now } from './clock.js';
import { leftText } from './countdown.js';
import { Freshness } from './freshness.js';
import { valueFormat } from './measure.js';
import { Race } from './race.js';
import { Ranking } from './ranking.js';
import { word } from './settings.js';
import { Thermometers } from './thermometers.js';

const rows = 10;
const raceAgainMilliseconds = 60_000;
const lines = 6;
const at = (id) => document.getElementById(id);

export class ContestScene {
  figures = Freshness.of();
  #plan;
  #main;
  #format;
  #shows;
  #race;
  #raceAskedAt = -Infinity;
  #standings;
  #timer;
  #ended;

  /** ended: called when a stretch of its time is over and the server has more to say. */
  constructor(plan, ended) {
    this.#ended = ended;
    this.#main = at('contest').content.firstElementChild.cloneNode(true);
    at('board-scene').after(this.#main);
    this.#format = valueFormat(plan.measure);
    this.#shows = plan.subject === 'collectors' ? new Ranking(this.#part('.ranked'), at('row'), this.#format, 'day') : new Thermometers(this.#part('.thermometers'), at('thermometer'), this.#format);
    this.#part('.ranked').hidden = plan.subject !== 'collectors';
    this.#part('.thermometers').hidden = plan.subject === 'collectors';
    this.#part('aside').hidden = !plan.hasRace;
    this.update(plan);
  }

  update(plan) {
    this.#plan = plan;
    if (!this.#main.hidden) this.#head();
  }

  take(message) {
    const isFirst = this.#standings === undefined;
    this.#standings = this.#firstOf(message.standings);
    if (!this.#main.hidden) this.#draw(isFirst);
  }

  show() {
    this.#main.hidden = false;
    this.#head();
    this.#draw(true);
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  hide() {
    clearInterval(this.#timer);
    this.#main.hidden = true;
    for (const id of ['contest-heading', 'contest-clock', 'contest-rules']) at(id).hidden = true;
  }

  remove() {
    this.#main.remove();
  }

  /** Of several leagues the first of each, with the league in place of the team: ranks begin anew there. */
  #firstOf(standings) {
    const { leagues } = this.#plan;
    if (leagues.length === 0) return standings.slice(0, rows);
    const each = Math.max(1, Math.floor(rows / leagues.length));
    return leagues.flatMap((name, i) => standings.filter((s) => s.league === i + 1).slice(0, each).map((s) => ({ ...s, teamName: name })));
  }

  #part(selector) {
    return this.#main.querySelector(selector);
  }

  #head() {
    const { name, scope, rules } = this.#plan;
    at('contest-name').textContent = name;
    at('contest-scope').textContent = scope;
    at('contest-rules').textContent = rules;
    for (const id of ['contest-heading', 'contest-clock', 'contest-rules']) at(id).hidden = false;
    this.#tick();
  }

  #tick() {
    const { state, startsAt, endsAt } = this.#plan;
    const until = { scheduled: startsAt, running: endsAt }[state];
    const left = until ? Date.parse(until) - now() : 0;
    at('clock-label').textContent = word('clock.' + state);
    at('countdown').textContent = until ? leftText(left) : '';
    at('contest-clock').classList.toggle('over', !until);
    if (until && left <= 0) this.#ended();
  }

  #targetOf = (id) => this.#plan.targets[id] ?? this.#plan.target ?? null;

  #draw(afresh) {
    if (!this.#standings) return;
    this.#part('.empty').hidden = this.#standings.length > 0;
    if (this.#shows instanceof Thermometers) this.#shows.show(this.#standings, this.#targetOf);
    else this.#shows.show(this.#standings, afresh, this.#plan.target ?? (this.#plan.leagues.length > 0 ? Math.max(1, ...this.#standings.map((s) => s.value)) : null));
    this.#drawRace();
  }

  async #drawRace() {
    if (!this.#plan.hasRace || this.#standings.length === 0) return;
    if (performance.now() - this.#raceAskedAt < raceAgainMilliseconds) return this.#plan.state === 'running' && this.#race?.goOn(this.#standings);
    this.#raceAskedAt = performance.now();
    try {
      const answer = await fetch(`/api/v1/contests/${this.#plan.id}/race?leaders=${Math.max(1, Math.floor(lines / Math.max(1, this.#plan.leagues.length)))}`, { cache: 'no-store' });
      if (!answer.ok) return;
      const target = this.#plan.target === null ? null : { value: this.#plan.target, label: word('target') };
      const race = await answer.json();
      this.#race ??= new Race(this.#part('canvas'), this.#format, { target });
      this.#race.load(race, this.#standings);
    } catch {
      // The last picture stays; the next time it is asked for again.
    }
  }
}

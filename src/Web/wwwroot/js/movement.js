// Places gained or lost. The server counts them from the start of the day; on a board of the day itself, where nobody stood
// anywhere then, they are those of the last minutes as this display saw them.
import { now } from './clock.js';

const recentMilliseconds = 5 * 60_000;

export class Movements {
  #isDay;
  #seen = new Map();

  constructor(period) {
    this.#isDay = period === 'day';
  }

  /** Takes in what is shown now; afresh forgets what was before. */
  take(standings, afresh) {
    if (afresh) this.#seen.clear();
    const since = now() - recentMilliseconds;
    for (const [id, places] of this.#seen) {
      // The last place before the stretch is where the stretch begins.
      while (places.length > 1 && places[1].at < since) places.shift();
      if (places.at(-1).at < since && !standings.some((s) => s.id === id)) this.#seen.delete(id);
    }
    for (const { id, rank } of standings) {
      const places = this.#seen.get(id) ?? this.#begin(id, afresh);
      if (places.at(-1)?.rank !== rank) places.push({ at: now(), rank });
    }
  }

  /** Places gained; negative when lost; null for who was not on the board. */
  of(standing) {
    if (!this.#isDay) return standing.movement;
    const start = this.#seen.get(standing.id)?.[0].rank ?? standing.rank;
    return start === null ? null : start - standing.rank;
  }

  #begin(id, afresh) {
    const places = afresh ? [] : [{ at: now(), rank: null }];
    this.#seen.set(id, places);
    return places;
  }
}

// Says how fresh the figures are: live; stale, and since when; too old to show. And when the last receipt came.
import { now, heard, whenOf } from './clock.js';
import { duration } from './format.js';
import { settings, word } from './settings.js';

const staleAfterSeconds = 15;
const hideAfterSeconds = 2 * 3600;
const quietAfterSeconds = 60;

export class Freshness {
  #elements;
  #own = Freshness.of();
  #of = this.#own;

  constructor(elements) {
    this.#elements = elements;
    setInterval(() => this.show(), 1000);
  }

  /** Figures of which nothing was heard yet; a page that has several keeps the age of each. */
  static of() {
    return { asOf: null, heardAt: performance.now(), lastPostedAt: undefined };
  }

  /** The board answered: its figures are those of this moment. */
  alive(asOf, of = this.#own) {
    of.asOf = Date.parse(asOf);
    of.heardAt = performance.now();
    heard(asOf);
    this.show();
  }

  posted(at, of = this.#own) {
    of.lastPostedAt = at === null ? null : Date.parse(at);
  }

  /** Tells the age of these figures from now on. */
  follow(of = this.#own) {
    this.#of = of;
    this.show();
  }

  get outdated() {
    return this.#of.asOf !== null && this.#silence > hideAfterSeconds;
  }

  get asOfText() {
    return whenOf(this.#of.asOf);
  }

  get #silence() {
    return (performance.now() - this.#of.heardAt) / 1000;
  }

  show() {
    const { stage, state, last } = this.#elements;
    const silence = this.#silence;
    const stale = silence >= staleAfterSeconds;
    stage.classList.toggle('waiting', this.#of.asOf === null && !stale);
    put(state, this.#stateText(stale, silence));
    if (stale !== stage.classList.contains('stale')) {
      stage.classList.toggle('stale', stale);
      stage.dispatchEvent(new CustomEvent('stale'));
    }
    if (this.outdated !== stage.classList.contains('outdated')) {
      stage.classList.toggle('outdated', this.outdated);
      stage.dispatchEvent(new CustomEvent('outdated'));
    }
    this.#showLast(last);
  }

  #stateText(stale, silence) {
    if (this.#of.asOf === null) return word(stale ? 'nosignal' : 'connecting');
    return stale ? word('stale', duration(silence, settings.language), whenOf(this.#of.asOf)) : word('live');
  }

  #showLast(last) {
    if (this.#of.lastPostedAt === undefined) return;
    const age = this.#of.lastPostedAt === null ? 0 : (now() - this.#of.lastPostedAt) / 1000;
    last.classList.toggle('quiet', age >= quietAfterSeconds);
    put(last, this.#of.lastPostedAt === null ? word('none') : word('last', duration(age, settings.language), whenOf(this.#of.lastPostedAt)));
  }
}

// The state is read aloud when it changes: it must not be written when it has not.
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Says how fresh the figures are: live; stale, and since when; too old to show. And when the last receipt came.
import { now, heard, whenOf } from './clock.js';
import { duration } from './format.js';
import { settings, word } from './settings.js';

const staleAfterSeconds = 15;
const hideAfterSeconds = 2 * 3600;
const quietAfterSeconds = 60;

export class Freshness {
  #elements;
  #asOf = null;
  #heardAt = performance.now();
  #lastPostedAt;

  constructor(elements) {
    this.#elements = elements;
    setInterval(() => this.show(), 1000);
  }

  /** The board answered: its figures are those of this moment. */
  alive(asOf) {
    this.#asOf = Date.parse(asOf);
    this.#heardAt = performance.now();
    heard(asOf);
    this.show();
  }

  posted(at) {
    this.#lastPostedAt = at === null ? null : Date.parse(at);
  }

  get outdated() {
    return this.#asOf !== null && this.#silence > hideAfterSeconds;
  }

  get asOfText() {
    return whenOf(this.#asOf);
  }

  get #silence() {
    return (performance.now() - this.#heardAt) / 1000;
  }

  show() {
    const { stage, state, last } = this.#elements;
    const silence = this.#silence;
    const stale = silence >= staleAfterSeconds;
    stage.classList.toggle('waiting', this.#asOf === null && !stale);
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
    if (this.#asOf === null) return word(stale ? 'nosignal' : 'connecting');
    return stale ? word('stale', duration(silence, settings.language), whenOf(this.#asOf)) : word('live');
  }

  #showLast(last) {
    if (this.#lastPostedAt === undefined) return;
    const age = this.#lastPostedAt === null ? 0 : (now() - this.#lastPostedAt) / 1000;
    last.classList.toggle('quiet', age >= quietAfterSeconds);
    put(last, this.#lastPostedAt === null ? word('none') : word('last', duration(age, settings.language), whenOf(this.#lastPostedAt)));
  }
}

// The state is read aloud when it changes: it must not be written when it has not.
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

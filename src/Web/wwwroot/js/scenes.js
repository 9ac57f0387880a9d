// The scenes of a wall, one after the other, without ever leaving the page. A celebration interrupts, and the round goes on.
export class Rotation {
  #scenes = [];
  #milliseconds = Infinity;
  #at = 0;
  #timer;
  #shown;
  #pages;

  /** pages: element that says which scene of how many it is. */
  constructor(pages) {
    this.#pages = pages;
  }

  /** scenes: things that can show() and hide(), in their order; the one that is shown stays if it is still among them. */
  set(scenes, seconds) {
    const stays = scenes.indexOf(this.#shown);
    this.#scenes = scenes;
    this.#milliseconds = seconds * 1000;
    if (stays < 0) return this.#show(0);
    this.#at = stays;
    this.#mark();
    this.#timer ??= this.#next();
  }

  get shown() {
    return this.#shown;
  }

  /** What is shown now gets its whole time again, from the end of the interruption on. */
  interrupt(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#timer = this.#next()), milliseconds);
  }

  #next() {
    return this.#scenes.length > 1 ? setTimeout(() => this.#show((this.#at + 1) % this.#scenes.length), this.#milliseconds) : undefined;
  }

  #show(at) {
    clearTimeout(this.#timer);
    this.#at = at;
    const next = this.#scenes[at];
    if (next !== this.#shown) {
      this.#shown?.hide();
      this.#shown = next;
      next.show();
    }
    this.#mark();
    this.#timer = this.#next();
  }

  #mark() {
    this.#pages.textContent = this.#scenes.length > 1 ? this.#scenes.map((_, i) => (i === this.#at ? '●' : '○')).join(' ') : '';
  }
}

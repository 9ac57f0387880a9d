// What can be taken back: the decisions of the last ten seconds, the last that was sent first, whichever was answered last.
const undoMilliseconds = 10_000;

export class Undo {
  #toast;
  #said;
  #next;
  #button;
  /** In the order in which they were sent; what is not answered yet says nothing. */
  #decisions = [];
  /** The decision that is spoken of; null for what cannot be taken back. */
  #about = null;
  #fading;

  constructor(toast) {
    this.#toast = toast;
    this.#said = toast.querySelector('p');
    this.#next = toast.querySelector('.aside');
    this.#button = toast.querySelector('button');
  }

  /** ids: what is decided about; answering: the answer to come, null when it could not be done. */
  async add(ids, answering) {
    const decision = { ids, answering, said: null };
    this.#forget(ids);
    this.#decisions.push(decision);
    this.#refresh();
    const answer = await answering;
    decision.ids = answer?.undo ?? [];
    decision.said = answer?.said;
    if (decision.ids.length > 0) this.#renew(decision);
    else this.#drop(decision);
    const last = this.#decisions.at(-1);
    if (answer && !answer.failed && last?.said && last !== decision && this.#decisions.includes(decision)) this.#show();
    else this.say(answer, decision);
  }

  /** Takes the last decision from those that can be taken back. Its ids, once it is answered; none where there is nothing. */
  async last() {
    const decision = this.#decisions.pop();
    if (!decision) return [];
    // As long as it says what is taken back by now.
    this.#button.disabled = true;
    await decision.answering;
    return decision.ids;
  }

  /** What became of a decision, or of taking one back: then there is as long for those before it. */
  say(answer, decision = null) {
    this.#about = decision;
    this.#said.textContent = answer?.said ?? this.#toast.dataset.failed;
    this.#toast.classList.toggle('trouble', !answer || answer.failed);
    if (!decision) this.#decisions.filter((d) => d.said).forEach((d) => this.#renew(d));
    this.#show();
  }

  /** What is decided anew is not as it was decided before. */
  #forget(ids) {
    for (const decision of this.#decisions) decision.ids = decision.ids.filter((id) => !ids.includes(id));
    this.#decisions = this.#decisions.filter((d) => d.ids.length > 0);
  }

  #renew(decision) {
    clearTimeout(decision.lapsing);
    decision.lapsing = setTimeout(() => this.#drop(decision), undoMilliseconds);
  }

  #drop(decision) {
    this.#decisions = this.#decisions.filter((d) => d !== decision);
    this.#refresh();
  }

  #refresh() {
    const last = this.#decisions.at(-1);
    const more = this.#decisions.length - 1;
    const { next, more: before } = this.#toast.dataset;
    this.#next.textContent = [
      last?.said && last !== this.#about ? next.replace('{0}', last.said) : '',
      more > 0 ? before.replace('{0}', more) : '',
    ].filter(Boolean).join(' · ');
    this.#button.hidden = !last;
    this.#button.disabled = !last?.said;
  }

  #show() {
    this.#refresh();
    this.#toast.hidden = false;
    // The bar that shows how long begins anew.
    this.#toast.classList.remove('fading');
    void this.#toast.offsetWidth;
    this.#toast.classList.add('fading');
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => { this.#toast.hidden = true; }, undoMilliseconds);
  }
}

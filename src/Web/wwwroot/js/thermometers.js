// Teams as thermometers: how far each has come to its target or, without one, to who leads.
import { nameOf } from './measure.js';

const most = 6;

export class Thermometers {
  #list;
  #template;
  #format;
  #items = new Map();

  constructor(list, template, format) {
    this.#list = list;
    this.#template = template;
    this.#format = format;
  }

  /** targetOf: of an id; null where there is none. */
  show(standings, targetOf) {
    const shown = standings.slice(0, most);
    const leader = Math.max(shown[0]?.value ?? 0, 0) || 1;
    for (const [id, item] of this.#items) {
      if (shown.some((s) => s.id === id)) continue;
      item.remove();
      this.#items.delete(id);
    }
    shown.forEach((standing, place) => {
      const item = this.#items.get(standing.id) ?? this.#add(standing.id);
      this.#fill(item, standing, targetOf(standing.id), leader);
      if (this.#list.children[place] !== item) this.#list.insertBefore(item, this.#list.children[place] ?? null);
    });
  }

  #add(id) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    item.dataset.id = id;
    this.#items.set(id, item);
    return item;
  }

  #fill(item, standing, target, leader) {
    const share = standing.value / (target ?? leader);
    const part = (name) => item.querySelector('.' + name);
    item.classList.toggle('reached', target !== null && share >= 1);
    // Cut off: nobody is at 100 % before the target is reached.
    part('percent').textContent = `${Math.floor(Math.max(0, share) * 100)}%`;
    part('mercury').style.transform = `scaleY(${Math.min(1, Math.max(0, share))})`;
    part('mark').hidden = target === null;
    part('name').textContent = nameOf(standing);
    part('value').textContent = this.#format.compact(standing.value, 1);
  }
}

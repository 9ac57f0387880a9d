// Ranked rows that climb and fall: the same <li> is moved, and animated from where it was (first, last, invert, play).
const places = ['first', 'second', 'third'];
const moveMilliseconds = 700;
const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Rows {
  constructor(list, display) {
    this.list = list;
    this.display = display;
    this.items = new Map();
  }

  show(standings) {
    const before = new Map([...this.items].map(([id, item]) => [id, item.element.getBoundingClientRect().top]));
    const top = standings.length ? Math.max(standings[0].value, 0) : 0;
    this.list.classList.toggle('moves', standings.some((s) => s.movement));
    const kept = new Set(standings.map((s) => s.id));
    for (const [id, item] of this.items) {
      if (!kept.has(id)) {
        item.element.remove();
        this.items.delete(id);
      }
    }
    standings.forEach((standing, index) => {
      const item = this.items.get(standing.id) ?? this.make(standing.id);
      this.fill(item, standing, index, top);
      if (this.list.children[index] !== item.element) this.list.insertBefore(item.element, this.list.children[index] ?? null);
    });
    if (!still.matches) this.play(before);
  }

  make(id) {
    const element = document.createElement('li');
    element.dataset.id = id;
    const part = (name, parent = element) => {
      const span = document.createElement('span');
      span.className = name;
      parent.append(span);
      return span;
    };
    const share = part('share');
    share.setAttribute('aria-hidden', 'true');
    const item = { element, share, rank: part('rank'), move: part('move'), who: part('who'), value: part('value') };
    item.name = part('name', item.who);
    item.team = part('team', item.who);
    this.items.set(id, item);
    return item;
  }

  fill(item, standing, index, top) {
    const name = this.display.name(standing);
    item.element.className = ['row', places[standing.rank - 1] ?? ''].join(' ').trim();
    item.rank.textContent = standing.rank;
    item.name.textContent = name;
    // A Chinese character is about as wide as two Latin ones.
    item.name.classList.toggle('long', [...name].reduce((width, c) => width + (c.charCodeAt(0) > 0x2e7f ? 2 : 1.1), 0) > 20);
    item.team.textContent = standing.teamName ?? '';
    const value = this.display.value(standing.value);
    if (item.value.textContent && item.value.textContent !== value) this.flash(item.element);
    item.value.textContent = value;
    item.share.style.transform = `scaleX(${top > 0 ? Math.max(0, standing.value / top) : 0})`;
    this.move(item.move, standing.movement);
  }

  move(element, movement) {
    const words = this.display.words;
    element.classList.toggle('up', movement > 0);
    element.classList.toggle('down', movement < 0);
    element.textContent = movement > 0 ? `▲${movement}` : movement < 0 ? `▼${-movement}` : '';
    element.title = movement > 0 ? words.MovementUp.replace('{0}', movement) : movement < 0 ? words.MovementDown.replace('{0}', -movement) : '';
  }

  flash(element) {
    if (still.matches) return;
    element.animate([{ boxShadow: 'inset 0 0 0 .3rem #ffb454' }, { boxShadow: 'inset 0 0 0 .3rem transparent' }], { duration: 1600, easing: 'ease-out' });
  }

  play(before) {
    for (const [id, item] of this.items) {
      const was = before.get(id);
      const now = item.element.getBoundingClientRect().top;
      if (was === undefined) {
        item.element.animate([{ opacity: 0, transform: 'translateX(3rem)' }, { opacity: 1, transform: 'none' }], { duration: moveMilliseconds, easing: 'ease-out' });
      } else if (Math.abs(was - now) > 1) {
        item.element.animate([{ transform: `translateY(${was - now}px)` }, { transform: 'none' }], { duration: moveMilliseconds, easing: 'cubic-bezier(.2,.8,.2,1)' });
      }
    }
  }
}

// The ranked rows. A row is one <li> for as long as its member stays; where it moves to, it glides (first, last, invert, play).
import { nameOf } from './measure.js';
import { Movements } from './movement.js';
import { word } from './settings.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const glide = { duration: 750, easing: 'cubic-bezier(.22, .8, .2, 1)' };
const gainShownMilliseconds = 4000;
const medals = { 1: 'first', 2: 'second', 3: 'third' };

export class Ranking {
  #list;
  #template;
  #format;
  #movements;
  #rows = new Map();

  constructor(list, template, format, period) {
    this.#movements = new Movements(period);
    this.#list = list;
    this.#template = template;
    this.#format = format;
    const refit = () => this.#rows.forEach((row) => fit(row.name));
    addEventListener('resize', refit);
    document.fonts.ready.then(refit);
  }

  /** afresh: another window or the first picture; nothing glides or flashes. full: what fills a gauge; else the leader does. */
  show(standings, afresh, full = null) {
    const before = new Map([...this.#rows].map(([id, row]) => [id, row.item.getBoundingClientRect().top]));
    for (const row of this.#rows.values()) row.glide?.cancel();
    const present = new Set(standings.map((s) => s.id));
    for (const [id, row] of this.#rows) {
      if (present.has(id)) continue;
      clearTimeout(row.timer);
      row.item.remove();
      this.#rows.delete(id);
    }

    this.#movements.take(standings, afresh);
    const whole = full ?? (standings[0]?.value || 1);
    standings.forEach((standing, place) => {
      const row = this.#rows.get(standing.id) ?? this.#add(standing.id);
      this.#fill(row, standing, whole, afresh);
      if (this.#list.children[place] !== row.item) this.#list.insertBefore(row.item, this.#list.children[place] ?? null);
    });
    for (const row of this.#rows.values()) if (row.unfitted) fit(row.name), (row.unfitted = false);
    if (!afresh && !calm.matches) this.#glide(before);
  }

  #add(id) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector('.' + name);
    const row = {
      item, tie: part('tie'), number: part('number'), move: part('move'), arrow: part('arrow'), spoken: part('spoken'),
      name: part('name'), team: part('team'), value: part('value'), gap: part('gap'), gauge: part('gauge'), gain: 0,
    };
    item.dataset.id = id;
    this.#rows.set(id, row);
    return row;
  }

  #fill(row, standing, whole, afresh) {
    const isNew = row.standing === undefined;
    row.item.className = `row ${medals[standing.rank] ?? ''}`.trim();
    row.number.textContent = standing.rank;
    row.tie.textContent = standing.tied ? '=' : '';
    const name = nameOf(standing);
    if (row.name.textContent !== name) {
      row.name.textContent = name;
      row.unfitted = true;
    }
    row.team.textContent = standing.teamName ?? '';
    const value = this.#format.exact(standing.value);
    row.unfitted ||= row.value.textContent.length !== value.length;
    row.value.textContent = value;
    row.gauge.style.transform = `scaleX(${Math.min(1, Math.max(0, standing.value / whole))})`;
    move(row, this.#movements.of(standing));
    if (!isNew && !afresh) this.#gained(row, standing.value - row.standing.value);
    row.standing = standing;
    if (row.gain === 0) this.#showGap(row);
  }

  #gained(row, change) {
    if (Math.abs(change) < 0.005) return;
    row.gain += change;
    row.gap.textContent = (row.gain > 0 ? '+' : '') + this.#format.exact(row.gain);
    row.gap.className = `gap ${row.gain > 0 ? 'gain' : 'loss'}`;
    if (!calm.matches) row.value.animate([{ color: getComputedStyle(row.gap).color }, {}], { duration: 1500, easing: 'ease-out' });
    clearTimeout(row.timer);
    row.timer = setTimeout(() => {
      row.gain = 0;
      this.#showGap(row);
    }, gainShownMilliseconds);
  }

  #showGap(row) {
    const { gapToNext, rank, tied } = row.standing;
    row.gap.className = 'gap';
    row.gap.textContent = rank === 1 ? word(tied ? 'tied' : 'leading') : word('gap', this.#format.exact(gapToNext));
  }

  #glide(before) {
    const after = [...this.#rows].map(([id, row]) => [id, row, row.item.getBoundingClientRect()]);
    for (const [id, row, place] of after) {
      const from = before.has(id) ? before.get(id) - place.top : place.height;
      if (Math.abs(from) < 1) continue;
      const climbs = before.has(id) && from > 0;
      row.item.classList.toggle('climbing', climbs);
      row.glide = row.item.animate(
        [{ transform: `translateY(${from}px)`, opacity: before.has(id) ? 1 : 0.4 }, { transform: 'none', opacity: 1 }], glide);
      row.glide.onfinish = () => row.item.classList.remove('climbing');
    }
  }
}

function move(row, movement) {
  const [look, arrow, spoken] =
    movement === null ? ['new', word('newShort'), word('new')]
    : movement > 0 ? ['up', `▲${movement}`, word('up', movement)]
    : movement < 0 ? ['down', `▼${-movement}`, word('down', -movement)]
    : ['same', '–', word('same')];
  row.move.className = `move ${look}`;
  row.arrow.textContent = arrow;
  row.spoken.textContent = spoken;
}

// A long name gets smaller, then two lines; it is never cut.
function fit(name) {
  name.classList.remove('long', 'longest');
  if (name.scrollWidth > name.clientWidth) name.classList.add('long');
  if (name.scrollWidth > name.clientWidth) name.classList.add('longest');
}

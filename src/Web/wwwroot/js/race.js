// The race of the leaders: running totals from the server's history, carried on by what the board says.
/* global Chart */
import { dayOf, now, shortTimeOf } from './clock.js';
import { colour, font, onResize, palette, rem, shortName, strong } from './charts.js';
import { nameOf } from './measure.js';

const hour = 3600_000;
const steps = [hour / 4, hour / 2, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 48 * hour, 72 * hour, 96 * hour, 168 * hour, 720 * hour, 2160 * hour];
const mergeMilliseconds = 20_000;
const overMilliseconds = 24 * hour;
const mostLabelRem = 14.6;
const mostLabelShare = 0.42;

export class Race {
  #chart;
  #format;
  #colours = new Map();
  #size;
  #own;
  #target;

  /** size: of its letters, 1 on a wall; own: id of the line that is drawn bold; target: a value that has a line of its own, with its label. */
  constructor(canvas, format, { size = 1, own = null, target = null } = {}) {
    [this.#format, this.#size, this.#own, this.#target] = [format, size, own, target];
    this.#chart = new Chart(canvas, { type: 'line', data: { datasets: [] }, options: this.#options(), plugins: [endLabels(size), targetLine(target, size)] });
    onResize(() => {
      this.#chart.options = this.#options();
      this.#chart.update();
    });
  }

  /** A whole race as the server tells it; who is on the board is called as the board calls them. */
  load(race, standings) {
    const times = race.times.map((t) => Date.parse(t));
    this.#paint(race.lines.map((l) => l.id));
    this.#chart.data.datasets = race.lines.map((line) => ({
      id: line.id,
      label: nameOf(standings.find((s) => s.id === line.id) ?? line),
      data: times.map((x, i) => ({ x, y: line.values[i] })),
      borderColor: this.#colours.get(line.id),
      borderWidth: rem((line.id === this.#own ? 0.42 : 0.26) * Math.sqrt(this.#size)),
    }));
    this.#from(times);
    this.#chart.options.layout.padding.right = this.#labelWidth();
    this.#chart.update();
  }

  /** The board has changed, or time has gone by: the lines go on to this moment. */
  goOn(standings) {
    const at = now();
    // A race of long ago ends where it ended.
    const isOver = at - this.#chart.options.scales.x.max > overMilliseconds;
    for (const line of this.#chart.data.datasets) {
      const standing = standings.find((s) => s.id === line.id);
      const before = line.data.at(-2);
      const y = standing?.value ?? line.data.at(-1)?.y ?? 0;
      if (standing) line.label = nameOf(standing);
      if (isOver) line.data.at(-1).y = y;
      else if (before && at - before.x < mergeMilliseconds) line.data[line.data.length - 1] = { x: at, y };
      else line.data.push({ x: at, y });
    }
    if (!isOver) this.#chart.options.scales.x.max = at;
    this.#chart.update();
  }

  /** The ground has changed. */
  recolour() {
    this.#colours.clear();
    this.#chart.options = this.#options();
  }

  get ids() {
    return this.#chart.data.datasets.map((d) => d.id);
  }

  // A line keeps its colour for as long as it stays in front.
  #paint(ids) {
    for (const id of this.#colours.keys()) if (!ids.includes(id)) this.#colours.delete(id);
    for (const id of ids) {
      if (!this.#colours.has(id)) this.#colours.set(id, palette().find((c) => ![...this.#colours.values()].includes(c)));
    }
  }

  // The lines get what their names leave.
  #labelWidth() {
    const context = this.#chart?.ctx;
    if (!context) return 0;
    context.font = strong(1.3 * this.#size);
    const widths = this.#chart.data.datasets.map((line) => context.measureText(line.label).width);
    return Math.min(mostLabelWidth(this.#chart, this.#size), Math.max(0, ...widths)) + rem(this.#size);
  }

  // The empty hours before the first receipt say nothing.
  #from(times) {
    const lines = this.#chart.data.datasets;
    const first = times.findIndex((_, i) => lines.some((l) => l.data[i].y !== 0));
    this.#chart.options.scales.x.min = times[Math.max(0, first - 1)];
    this.#chart.options.scales.x.max = times.at(-1);
  }

  // As few decimals as keep the steps of the axis apart.
  #tick(value, ticks) {
    const largest = ticks.at(-1).value;
    const texts = (decimals) => new Set(ticks.map((t) => this.#format.compact(t.value, decimals, largest)));
    const decimals = [0, 1].find((d) => texts(d).size === ticks.length) ?? 2;
    return value === 0 ? '0' : this.#format.compact(value, decimals, largest);
  }

  #options() {
    const size = this.#size ?? 1;
    const grid = { color: colour('grid'), drawTicks: false };
    const { min, max } = this.#chart?.options.scales.x ?? {};
    return {
      layout: { padding: { right: this.#labelWidth(), top: rem(0.8) } },
      elements: { point: { radius: 0 }, line: { borderWidth: rem(0.26), cubicInterpolationMode: 'monotone', borderJoinStyle: 'round' } },
      scales: {
        x: { type: 'linear', min, max, grid: { display: false }, border: { color: colour('line') }, afterBuildTicks: setTicks, ticks: { color: colour('muted'), font: font(1.2 * size), maxRotation: 0, callback: tickText } },
        y: { beginAtZero: true, suggestedMax: this.#target?.value, grid, border: { display: false }, ticks: { color: colour('muted'), font: font(1.2 * size), maxTicksLimit: 5, padding: rem(0.4), callback: (v, _, ticks) => this.#tick(v, ticks) } },
      },
    };
  }
}

const mostLabelWidth = (chart, size) => Math.min(rem(mostLabelRem * size), chart.width * mostLabelShare);

function setTicks(axis) {
  const most = Math.max(2, Math.min(5, axis.width / rem(4.5)));
  const step = steps.find((s) => (axis.max - axis.min) / s <= most) ?? steps.at(-1);
  // Whole hours and days of the institution: its offset is that of the label itself.
  const [hours, minutes] = shortTimeOf(axis.max).split(':').map(Number);
  const midnight = axis.max - (axis.max % 60_000) - (hours * 60 + minutes) * 60_000;
  const ticks = [];
  for (let at = midnight + 24 * hour; at >= axis.min; at -= step) if (at <= axis.max) ticks.unshift({ value: at });
  axis.ticks = ticks;
}

function tickText(value) {
  const time = shortTimeOf(value);
  return time === '00:00' || this.max - this.min > 72 * hour ? dayOf(value) : time;
}

/** Name of each line at its end, moved apart where they would overlap. */
const endLabels = (size) => ({
  id: 'endLabels',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    const height = rem(1.75 * size);
    const labels = chart.data.datasets
      .map((line, i) => ({ line, end: chart.getDatasetMeta(i).data.at(-1) }))
      .filter((l) => l.end && Number.isFinite(l.end.y))
      .map((l) => ({ ...l, y: l.end.y }))
      .sort((a, b) => a.y - b.y);
    labels.forEach((l, i) => (l.y = Math.max(l.y, i === 0 ? chartArea.top : labels[i - 1].y + height)));
    for (let i = labels.length - 1, floor = chartArea.bottom; i >= 0; i--, floor = labels[i + 1].y - height) labels[i].y = Math.min(labels[i].y, floor);
    ctx.save();
    ctx.textBaseline = 'middle';
    ctx.font = strong(1.3 * size);
    for (const { line, end, y } of labels) {
      ctx.fillStyle = line.borderColor;
      ctx.beginPath();
      ctx.arc(end.x, end.y, rem(0.36 * size), 0, 2 * Math.PI);
      ctx.fill();
      ctx.fillText(shortName(ctx, line.label, mostLabelWidth(chart, size)), end.x + rem(0.8 * size), y);
    }
    ctx.restore();
  },
});

/** What there is to be reached, across the whole race. */
const targetLine = (target, size) => ({
  id: 'targetLine',
  afterDatasetsDraw(chart) {
    if (!target) return;
    const { ctx, chartArea, scales } = chart;
    const y = scales.y.getPixelForValue(target.value);
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour('target');
    ctx.lineWidth = rem(0.14);
    ctx.setLineDash([rem(0.6), rem(0.4)]);
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
    ctx.font = strong(1.1 * size);
    ctx.textBaseline = 'bottom';
    ctx.fillText(target.label, chartArea.left + rem(0.4), y - rem(0.15));
    ctx.restore();
  },
});

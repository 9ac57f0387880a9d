// Teams (or the collectors in front) as bars, each with its name and value written on it.
import { colour, font, onResize, rem, shortName, strong } from './charts.js';
import { nameOf } from './measure.js';
import { word } from './settings.js';

const mostBars = 8;
const barRem = 1.8;

export class Bars {
  #chart;
  #values = [];

  constructor(canvas, format) {
    const written = {
      id: 'written',
      afterDatasetsDraw: (chart) => {
        const { ctx } = chart;
        ctx.save();
        ctx.textBaseline = 'middle';
        ctx.fillStyle = colour('text');
        ctx.font = strong(1.3);
        chart.getDatasetMeta(0).data.forEach((bar, i) => ctx.fillText(format.compact(this.#values[i], 1), bar.x + rem(0.6), bar.y));
        ctx.restore();
      },
    };
    this.#chart = new Chart(canvas, { type: 'bar', data: { labels: [], datasets: [{ data: [] }] }, options: options(), plugins: [written] });
    onResize(() => {
      this.#chart.options = options();
      this.#chart.update();
    });
  }

  show(standings) {
    const fitting = Math.floor(this.#chart.canvas.parentElement.clientHeight / rem(barRem));
    const shown = standings.slice(0, Math.max(3, Math.min(mostBars, fitting)));
    this.#values = shown.map((s) => s.value);
    const { ctx } = this.#chart;
    ctx.font = strong(1.3);
    this.#chart.data.labels = shown.map((s) => shortName(ctx, nameOf(s) || word('noTeam'), Math.min(rem(9.5), this.#chart.width * 0.3)));
    this.#chart.data.datasets[0] = {
      data: this.#values,
      backgroundColor: shown.map((_, i) => (i === 0 ? colour('gold') : '#3d8fc4')),
    };
    this.#chart.update();
  }
}

const options = () => ({
  indexAxis: 'y',
  layout: { padding: { right: rem(7.5) } },
  elements: { bar: { borderRadius: rem(0.25) } },
  datasets: { bar: { categoryPercentage: 0.78, barPercentage: 0.86, maxBarThickness: rem(2.4) } },
  scales: {
    x: { display: false, beginAtZero: true },
    y: { grid: { display: false }, border: { display: false }, ticks: { color: colour('text'), font: font(1.3), padding: rem(0.3), autoSkip: false } },
  },
});

// Bars of what came in, day by day or month by month, from the table beside them; without scripts the table is all there is.
/* global Chart */
import { colour, font, onResize, rem } from './charts.js';
import { moneyFormat } from './format.js';
import { settings } from './settings.js';

const money = moneyFormat(settings.currency, settings.currencyDecimals, settings.language);

for (const plot of document.querySelectorAll('.plot')) {
  plot.hidden = false;
  const chart = new Chart(plot.querySelector('canvas'), { type: 'bar', ...picture(plot) });
  const renew = () => {
    Object.assign(chart, picture(plot));
    chart.update();
  };
  onResize(renew);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', renew);
  document.addEventListener('renewed', renew);
}

function picture(plot) {
  const rows = [...plot.parentElement.querySelectorAll('table.trend tbody tr')];
  const values = rows.map((row) => Number(row.dataset.value));
  return {
    data: {
      labels: rows.map((row) => row.querySelector('th').textContent),
      // The last one is not over yet.
      datasets: [{ data: values, backgroundColor: values.map((_, i) => colour(i === values.length - 1 ? 'accent' : 'edge')) }],
    },
    options: options(Math.max(...values.map(Math.abs))),
  };
}

function options(largest) {
  return {
    elements: { bar: { borderRadius: rem(0.2) } },
    scales: {
      x: { grid: { display: false }, ticks: { color: colour('muted'), font: font(0.8), maxRotation: 0, autoSkipPadding: rem(1) } },
      y: { beginAtZero: true, border: { display: false }, grid: { color: colour('line') }, ticks: { color: colour('muted'), font: font(0.8), maxTicksLimit: 5, callback: (v) => money.compact(v, 1, largest) } },
    },
  };
}

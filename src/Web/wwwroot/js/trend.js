// Bars of what came in, day by day or month by month, from the table beside them; without scripts the table is all there is.
/* global Chart */
import { colour, font, onResize, rem } from './charts.js';
import { moneyFormat } from './format.js';
import { settings } from './settings.js';

const money = moneyFormat(settings.currency, settings.currencyDecimals, settings.language);

for (const plot of document.querySelectorAll('.plot')) {
  const rows = [...plot.parentElement.querySelectorAll('table.trend tbody tr')];
  const labels = rows.map((row) => row.querySelector('th').textContent);
  const values = rows.map((row) => Number(row.dataset.value));
  const largest = Math.max(...values.map(Math.abs));
  plot.hidden = false;
  const chart = new Chart(plot.querySelector('canvas'), {
    type: 'bar',
    data: { labels, datasets: [{ data: values, backgroundColor: colours(values) }] },
    options: options(largest),
  });
  const renew = () => {
    chart.data.datasets[0].backgroundColor = colours(values);
    chart.options = options(largest);
    chart.update();
  };
  onResize(renew);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', renew);
}

// The last one is not over yet.
function colours(values) {
  return values.map((_, i) => colour(i === values.length - 1 ? 'accent' : 'edge'));
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

// The race of the leaders over time, and bars of the teams.
const colours = ['#ffd666', '#7fb2ff', '#5fe0a0', '#ff9f7a', '#d3a4ff', '#6fe3e8'];
const grid = 'rgba(185,199,230,.18)';
const ink = '#dbe4f7';
const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
const font = (size) => ({ family: getComputedStyle(document.body).fontFamily, size: size * rem() });

export class Race {
  constructor(canvas, legend, display) {
    this.legend = legend;
    this.display = display;
    this.ids = [];
    this.chart = new Chart(canvas, {
      type: 'line',
      data: { labels: [], datasets: [] },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        events: [],
        elements: { point: { radius: 0 }, line: { tension: .15 } },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { grid: { display: false }, ticks: { color: ink, maxTicksLimit: 6, maxRotation: 0, font: () => font(1.2) } },
          y: { beginAtZero: true, grid: { color: grid }, ticks: { color: ink, maxTicksLimit: 5, font: () => font(1.2), callback: (v) => display.short(v) } },
        },
      },
    });
  }

  /** Running totals as the server tells them; steps before the first receipt are left out. */
  show(race, isDay) {
    const first = race.times.findIndex((_, i) => race.lines.some((line) => line.values[i] !== 0));
    const from = Math.max(0, first - 1);
    const format = isDay ? this.display.minute : this.display.shortDay;
    this.ids = race.lines.map((line) => line.id);
    this.chart.data.labels = race.times.slice(from).map((time) => format.format(new Date(time)));
    this.chart.data.datasets = race.lines.map((line, i) => ({
      label: this.display.name(line),
      data: line.values.slice(from),
      borderColor: colours[i],
      backgroundColor: colours[i],
      borderWidth: .32 * rem(),
    }));
    this.format = format;
    this.names();
    this.chart.update('none');
  }

  /** Moves the last point of each line; false when other members lead now and the race must be asked for again. */
  follow(standings) {
    const values = new Map(standings.map((s) => [s.id, s.value]));
    if (!this.ids.length || this.ids.some((id) => !values.has(id))) return false;
    const led = standings.slice(0, this.ids.length).every((s) => this.ids.includes(s.id));
    this.ids.forEach((id, i) => {
      const data = this.chart.data.datasets[i].data;
      data[data.length - 1] = values.get(id);
    });
    this.chart.data.labels[this.chart.data.labels.length - 1] = this.format.format(new Date());
    this.chart.update('none');
    return led;
  }

  names() {
    this.legend.replaceChildren(...this.chart.data.datasets.map((set) => {
      const item = document.createElement('li');
      const mark = document.createElement('i');
      mark.style.background = set.borderColor;
      item.append(mark, set.label);
      return item;
    }));
  }
}

/** Values at the ends of the bars. */
const ends = (display) => ({
  id: 'ends',
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = '#fff';
    ctx.textBaseline = 'middle';
    ctx.font = `700 ${1.35 * rem()}px ${font(1).family}`;
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      const text = display.short(chart.data.datasets[0].data[i]);
      const fits = bar.x + ctx.measureText(text).width + rem() < chart.width;
      ctx.textAlign = fits ? 'left' : 'right';
      ctx.fillText(text, bar.x + (fits ? .6 : -.6) * rem(), bar.y);
    });
    ctx.restore();
  },
});

export class Teams {
  constructor(canvas, display) {
    this.display = display;
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [{ data: [], backgroundColor: '#3f6fd1', borderRadius: 6, barPercentage: .92, categoryPercentage: .86 }] },
      plugins: [ends(display)],
      options: {
        indexAxis: 'y',
        responsive: true,
        maintainAspectRatio: false,
        animation: { duration: 500 },
        events: [],
        layout: { padding: { right: 0 } },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { beginAtZero: true, display: false, grace: '22%' },
          y: { grid: { display: false }, ticks: { color: '#fff', font: () => font(1.45) } },
        },
      },
    });
  }

  show(standings) {
    this.chart.data.labels = standings.map((s) => this.display.name(s));
    this.chart.data.datasets[0].data = standings.map((s) => s.value);
    this.chart.update();
  }
}

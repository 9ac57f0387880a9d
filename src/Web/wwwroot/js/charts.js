// What the charts share: sizes that follow the screen, colours of the tokens, short names.
/* global Chart */

const style = getComputedStyle(document.documentElement);

/** Pixels of so many rem, now. */
export const rem = (count) => count * parseFloat(getComputedStyle(document.documentElement).fontSize);
export const colour = (token) => style.getPropertyValue('--' + token).trim();
export const palette = ['#f6c945', '#58c7ff', '#5fe3a1', '#ff9c87', '#c5a3ff', '#f58fd0', '#cfd8e6', '#e0935a'];

Chart.defaults.font.family = style.getPropertyValue('--font');
Chart.defaults.color = colour('muted');
Chart.defaults.animation = false;
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.events = [];
Chart.defaults.plugins.legend.display = false;
Chart.defaults.plugins.tooltip.enabled = false;

export const font = (size, weight = 400) => ({ size: rem(size), weight });

/** A name beside a line: the first names of a long one are cut to their initials. */
export function shortName(name, most = 14) {
  if (name.length <= most) return name;
  const parts = name.split(' ');
  const initials = parts.length > 1 ? parts.slice(0, -1).map((p) => p[0] + '.').join(' ') + ' ' + parts.at(-1) : name;
  return initials.length <= most ? initials : initials.slice(0, most - 1) + '…';
}

/** Charts measure in pixels: a screen that changes its size gets them anew. */
export function onResize(act) {
  let timer;
  addEventListener('resize', () => {
    clearTimeout(timer);
    timer = setTimeout(act, 150);
  });
}

// What the charts share: sizes that follow the screen, colours of the tokens, short names.
/* global Chart */

const style = getComputedStyle(document.documentElement);

/** Pixels of so many rem, now. */
export const rem = (count) => count * parseFloat(getComputedStyle(document.documentElement).fontSize);
export const colour = (token) => style.getPropertyValue('--' + token).trim();
/** Colours of lines, as they are readable on the ground there is. */
export const palette = () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => colour('race-' + n));

Chart.defaults.font.family = style.getPropertyValue('--font');
Chart.defaults.color = colour('muted');
Chart.defaults.animation = false;
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.events = [];
Chart.defaults.plugins.legend.display = false;
Chart.defaults.plugins.tooltip.enabled = false;

export const font = (size, weight = 400) => ({ size: rem(size), weight });

/** A name that fits so many pixels beside a line or a bar: first names become initials, then the end is cut. */
export function shortName(context, name, width) {
  const fits = (text) => context.measureText(text).width <= width;
  const words = name.split(' ');
  const initials = words.slice(0, -1).map((w) => w[0] + '.').concat(words.at(-1)).join(' ');
  let text = [name, initials].find(fits) ?? initials;
  while (!fits(text)) text = text.replace(/…?$/, '').slice(0, -1) + '…';
  return text;
}

/** The strong small letters of names and figures in charts. */
export const strong = (size) => `700 ${rem(size)}px ${Chart.defaults.font.family}`;

/** Charts measure in pixels: a screen that changes its size gets them anew. */
export function onResize(act) {
  let timer;
  addEventListener('resize', () => {
    clearTimeout(timer);
    timer = setTimeout(act, 150);
  });
}

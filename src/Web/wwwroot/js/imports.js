// Imports that are going: how far they are, every second; the page is loaded anew when one is over.
import { reload } from './reload.js';

const everyMilliseconds = 1000;
const number = new Intl.NumberFormat('en-US');

// What the first rows have in the column that was chosen.
for (const columns of document.querySelectorAll('[data-columns]'))
  columns.addEventListener('change', () => {
    columns.closest('label').querySelector('.sample').textContent = columns.selectedOptions[0].dataset.sample ?? '';
  });

for (const place of document.querySelectorAll('[data-import]'))
  follow(place, place.matches('tr') ? place : document);

function follow(place, counts) {
  const timer = setInterval(async () => {
    try {
      const answer = await fetch(`/api/v1/imports/${place.dataset.import}`, { headers: { Accept: 'application/json' } });
      if (!answer.ok)
        return;
      const now = await answer.json();
      place.querySelector('[data-progress]').value = now.progress;
      for (const cell of counts.querySelectorAll('[data-count]'))
        cell.textContent = number.format(now[cell.dataset.count]);
      if (now.state === 'running')
        return;
      clearInterval(timer);
      reload();
    } catch {
      // Away for a moment: asked again in a second.
    }
  }, everyMilliseconds);
}

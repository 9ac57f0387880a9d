// Who looks at a wall from their desk finds the way back when they move the mouse; a display that nobody touches never shows it.
const shownMilliseconds = 3000;
const back = document.getElementById('back');
let hiding;

addEventListener('pointermove', () => {
  back.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => back.classList.remove('shown'), shownMilliseconds);
});

// On a phone the menu is one row that scrolls: where one is comes into view, also when the phone is turned.
const here = document.querySelector('.menu [aria-current]');
const show = () => {
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
};
if (here) {
  show();
  addEventListener('resize', show);
}

// What is behind the button goes away when one turns to something else.
const managing = document.querySelector('.managing');
if (managing) {
  addEventListener('click', (event) => {
    if (!managing.contains(event.target)) managing.open = false;
  });
  managing.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !managing.contains(event.relatedTarget)) managing.open = false;
  });
  managing.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !managing.open) return;
    managing.open = false;
    managing.querySelector('summary').focus();
  });
}

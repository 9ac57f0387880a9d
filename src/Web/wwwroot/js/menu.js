// On a phone the menu is one row that scrolls: where one is comes into view, also when the phone is turned.
const here = document.querySelector('.menu [aria-current]');
const show = () => {
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
};
if (here) {
  show();
  addEventListener('resize', show);
}

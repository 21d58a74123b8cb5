// On a narrow screen the menu of places scrolls: begin where one is.
const here = document.querySelector('.desk-places [aria-current]')
const menu = here?.parentElement
if (here instanceof HTMLElement && menu)
  menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2

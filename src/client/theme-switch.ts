const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

function current(): Theme {
  const held = localStorage.getItem('theme')
  return held === 'light' || held === 'dark' ? held : 'system'
}

/** One button that goes through system, light and dark; shown only where scripts run. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false
    const button = this.querySelector('button')
    button?.addEventListener('click', () => {
      const next = themes[(themes.indexOf(current()) + 1) % themes.length] ?? 'system'
      if (next === 'system') localStorage.removeItem('theme')
      else localStorage.setItem('theme', next)
      this.#show()
    })
    this.#show()
  }

  #show(): void {
    const theme = current()
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
    const button = this.querySelector('button')
    button?.setAttribute('aria-label', this.dataset[theme] ?? theme)
    for (const [at, icon] of [...(button?.children ?? [])].entries()) {
      icon.toggleAttribute('hidden', at !== themes.indexOf(theme))
    }
  }
}

customElements.define('theme-switch', ThemeSwitch)

import { createHash } from 'node:crypto'

/** Runs before the page is drawn, so that a chosen theme does not flash; the one inline script, allowed by its hash. */
export const themeScript =
  "try{const t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}"

export const themeScriptHash = `'sha256-${createHash('sha256').update(themeScript).digest('base64')}'`

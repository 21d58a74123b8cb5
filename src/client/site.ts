// What every page loads; areas with more of their own import it in their components.
import './copy-code.ts'
import './helpful.ts'
import './keys.ts'
import './search-page.ts'
import './sent-once.ts'
import './site-search.ts'
import './theme-switch.ts'
import './viewer.ts'

import { configOrStop, portOrStop } from './environment.ts'

const config = configOrStop()
await portOrStop(config)
// Most of the program is loaded only once nothing stands in its way.
const { openPortal } = await import('./open-portal.ts')
await openPortal(config)

/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Only while a publish makes pages: the page to make, in place of a request. */
    press?: import('#server/site/publish/press.ts').PressLocals
    runtime: import('#server/runtime.ts').Runtime
    ctx: import('#domain/shared/index.ts').Context
    requestId: string
    /** SHA-256 (hex) of the session id, or null for a visitor. */
    sessionId: string | null
    /** Set by `enter` and by API endpoints; a route that leaves it false answers 500. */
    accessNamed: boolean
    /** Address of the client, behind trusted proxies too. */
    clientAddress: string
  }
}

declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  const storeAbstract: unknown
  export default storeAbstract
}

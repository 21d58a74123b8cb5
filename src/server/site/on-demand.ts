const onDemand =
  /^\/(?:pt|en)\/(?:$|tickets|updates|login|logout|account|desk|admin|advisories|search|setup|password|feedback)|^\/(?:$|api|downloads|feeds|logout|\.well-known)|^\/(?:healthz|readyz)$|\/changes\/[^/]+\/$|^\/(?:pt|en)\/(?:faq|manuals|releases)\/.*\.md$/

/** Pages that are made when they are asked for; whether one of them exists is the journeys' business. */
export function isOnDemand(path: string): boolean {
  return onDemand.test(path)
}

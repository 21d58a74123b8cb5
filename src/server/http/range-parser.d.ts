declare module 'range-parser' {
  type Ranges = { start: number; end: number }[] & { type: string }
  /** -1: none of them fits; -2: malformed. */
  export default function parseRange(size: number, header: string): Ranges | -1 | -2
}

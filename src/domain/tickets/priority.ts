export type Level = 'low' | 'normal' | 'high' | 'critical'

export const levels: readonly Level[] = ['low', 'normal', 'high', 'critical']

/** Impact (rows, judged by agents) by urgency (columns, said by the customer). */
export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Level>>>>

/** Holds until a house defines its own. */
export const standardMatrix: PriorityMatrix = {
  low: { low: 'low', normal: 'low', high: 'normal', critical: 'high' },
  normal: { low: 'low', normal: 'normal', high: 'high', critical: 'high' },
  high: { low: 'normal', normal: 'high', high: 'high', critical: 'critical' },
  critical: { low: 'high', normal: 'high', high: 'critical', critical: 'critical' },
}

export function priorityOf(impact: Level, urgency: Level, matrix: PriorityMatrix = standardMatrix): Level {
  return matrix[impact][urgency]
}

/** 1 (low) to 4 (critical). */
export function rankOf(priority: Level): number {
  return levels.indexOf(priority) + 1
}

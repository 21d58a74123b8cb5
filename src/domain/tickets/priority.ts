export type Level = 'low' | 'normal' | 'high' | 'critical'

export const levels: readonly Level[] = ['low', 'normal', 'high', 'critical']

/** Impact (rows, judged by agents) by urgency (columns, said by the customer). */
const matrix: Record<Level, Record<Level, Level>> = {
  low: { low: 'low', normal: 'low', high: 'normal', critical: 'high' },
  normal: { low: 'low', normal: 'normal', high: 'high', critical: 'high' },
  high: { low: 'normal', normal: 'high', high: 'high', critical: 'critical' },
  critical: { low: 'high', normal: 'high', high: 'critical', critical: 'critical' },
}

export function priorityOf(impact: Level, urgency: Level): Level {
  return matrix[impact][urgency]
}

/** 1 (low) to 4 (critical). */
export function rankOf(priority: Level): number {
  return levels.indexOf(priority) + 1
}

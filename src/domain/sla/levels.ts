import { z } from 'zod'

const minutes = z.int().min(1).max(525_600).nullable()

const targetSchema = z.object({
  /** Identifier of the calendar whose open minutes count. */
  calendar: z.string().min(1).max(64),
  firstResponse: minutes,
  update: minutes,
  resolution: minutes,
  /** Operational level (OLA): how long each line may have the ticket. A line that is not named: as long as it takes. */
  lines: z.strictObject({ 1: minutes, 2: minutes, 3: minutes }).partial().default({}),
})

/** What a service level promises by priority, in open minutes; null: nothing. */
export const levelSchema = z.object({
  targets: z.object({ low: targetSchema, normal: targetSchema, high: targetSchema, critical: targetSchema }),
})

export type Target = z.output<typeof targetSchema>
export type LevelDefinition = z.output<typeof levelSchema>

/** Minutes that a line may have a ticket; null: as long as it takes. */
export function lineMinutes({ lines }: Pick<Target, 'lines'>, line: number): number | null {
  return lines[line as 1 | 2 | 3] ?? null
}

export function targetOf(level: LevelDefinition, priority: keyof LevelDefinition['targets']): Target {
  return level.targets[priority]
}

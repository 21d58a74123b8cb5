import { z } from 'zod'

const minutes = z.int().min(1).max(525_600).nullable()

const targetSchema = z.object({
  /** Identifier of the calendar whose open minutes count. */
  calendar: z.string().min(1).max(64),
  firstResponse: minutes,
  update: minutes,
  resolution: minutes,
})

/** What a service level promises by priority, in open minutes; null: nothing. */
export const levelSchema = z.object({
  targets: z.object({ low: targetSchema, normal: targetSchema, high: targetSchema, critical: targetSchema }),
})

export type Target = z.output<typeof targetSchema>
export type LevelDefinition = z.output<typeof levelSchema>

export function targetOf(level: LevelDefinition, priority: keyof LevelDefinition['targets']): Target {
  return level.targets[priority]
}

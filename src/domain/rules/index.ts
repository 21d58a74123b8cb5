export { archiveRule, moveRule, switchRule } from './arrange-rules.ts'
export { ruleVariables } from './check.ts'
export { organisationNamed, ruleChoices } from './choices.ts'
export {
  type Action,
  type ActionKind,
  actionKinds,
  type Condition,
  choices,
  type Fact,
  type FactName,
  factNames,
  fieldOf,
  type RuleDefinition,
  type Trigger,
  triggers,
} from './definition.ts'
export { dryRun, dryRunTickets } from './dry-run.ts'
export { getRule, listRuleRuns, listRules, listRuleVersions } from './list-rules.ts'
export type { RuleMeans } from './perform.ts'
export { mayEditRules } from './policy.ts'
export { type AutoResponse, fittingResponses, type ResponseEvent, responseEvents } from './response.ts'
export { runRules } from './run-rules.ts'
export { archiveResponse, getResponse, listResponses, saveResponse } from './save-response.ts'
export { restoreRule, saveRule } from './save-rule.ts'
export type * from './types.ts'

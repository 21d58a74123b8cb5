import { expect, it } from 'vitest'
import { readDefinition } from '#domain/processes/index.ts'
import { isDomainError } from '#domain/shared/index.ts'
import { example } from '#server/processes/example.ts'
import { readSource } from '#server/processes/read-source.ts'

function faultsOf(text: string): string[] {
  const { value, faults, locate } = readSource(text)
  if (faults.length > 0) return faults.map(({ line, code }) => `${line} ${code}`)
  try {
    readDefinition(value)
    return []
  } catch (error) {
    if (!isDomainError(error)) throw error
    return locate(error.fields).map(({ line, field, code }) => `${line} ${field} ${code}`)
  }
}

it('names the line of each fault', () => {
  expect(faultsOf(example)).toEqual([])
  expect(faultsOf(example.replace('to: decisao', 'to: decisoa'))).toEqual([
    '16 steps.0.next.0.to unknown-step',
  ])
  expect(faultsOf(example.replace('required: true', 'obrigatorio: true'))).toEqual([
    '14 steps.0.fields.0.obrigatorio unknown-name',
  ])
  expect(faultsOf(example.replace('    by: agent\n', ''))).toEqual(['17 steps.1.by required'])
})

it('says what is no YAML, and bombs of aliases are none', () => {
  expect(faultsOf('id: [a')).toEqual(['1 not-yaml'])
  expect(faultsOf('')[0]).toBe('1 id required')
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => [...pair] as [string, string]))
    bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(',')}]`)
  expect(faultsOf(bomb.join('\n'))).toEqual(['1 not-yaml'])
})

import { expect, test } from 'vitest'
import { tell, told } from '#ui/told.ts'

const problems = [
  { field: 'name', code: 'required' },
  { field: 'name', code: 'too-short' },
]

test('a control is described by what is wrong with it before its hint', () => {
  const said = told('name', problems, 'name-hint')
  expect(tell('<input id="name" name="name" />', 'name', said)).toBe(
    '<input id="name" name="name" aria-invalid="true" aria-describedby="name-problem name-hint" />',
  )
})

test('what a control is described by already stays, and is said once', () => {
  const said = told('name', problems, 'name-hint')
  const markup = '<textarea aria-describedby="name-hint name-after" id="name">a</textarea>'
  expect(tell(markup, 'name', said)).toBe(
    '<textarea id="name" aria-invalid="true" aria-describedby="name-problem name-hint name-after">a</textarea>',
  )
})

test('a control without hint or problem is left as it is, and so are others', () => {
  const markup = '<select id="kind"><option>a</option></select><input id="other">'
  expect(tell(markup, 'kind', told('kind', problems))).toBe(markup)
  expect(tell(markup, 'name', told('name', problems))).toBe(markup)
})

test('what was typed cannot end the tag', () => {
  const markup = '<input value="a > b &lt;c id=" id="name" required>'
  expect(tell(markup, 'name', told('name', problems))).toBe(
    '<input value="a > b &lt;c id=" id="name" required aria-invalid="true" aria-describedby="name-problem">',
  )
})

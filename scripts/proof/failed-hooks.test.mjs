import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { command } from '../ground/os.mjs'
import { inRoot } from '../ground/place.mjs'

// Stryker itself on a verb that a test calls before it begins, with the two parts that make such a test count.

const files = {
  'package.json': '{ "type": "module" }',
  'verb.mjs': `export function place(order) {
  if (order.lines < 1) throw new Error('no lines')
  return { ...order }
}
`,
  'verb.test.mjs': `import { beforeAll, expect, it } from 'vitest'
import { place } from './verb.mjs'

let order
beforeAll(() => {
  order = place({ lines: 2 })
})
it('has lines', () => expect(order.lines).toBe(2))
`,
  'vitest.config.mjs': `export default { test: { setupFiles: [${JSON.stringify(inRoot('scripts/proof/vitest-staged.mjs'))}] } }
`,
  'measure.mjs': `import { Stryker } from '@stryker-mutator/core'
const tried = await new Stryker({
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', ${JSON.stringify(inRoot('scripts/proof/failed-hooks.mjs'))}],
  mutate: ['verb.mjs'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  reporters: [],
  logLevel: 'off',
}).runMutationTest()
const decided = tried.filter(({ mutatorName }) => mutatorName === 'ConditionalExpression')
console.log(JSON.stringify(decided.map(({ replacement, status }) => [replacement, status])))
`,
}

let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'octet-staged-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  symlinkSync(inRoot('node_modules'), join(folder, 'node_modules'), 'junction')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a change that makes the staging of a test fail is noticed, one that only changes what was staged is not', async () => {
  const env = { ...process.env, NODE_OPTIONS: '' }
  const { code, output } = await command(process.execPath, ['measure.mjs'], { cwd: folder, env })
  expect([code, JSON.parse(output.trim().split('\n').at(-1))]).toEqual([
    0,
    [
      ['true', 'Killed'],
      ['false', 'Survived'],
    ],
  ])
})

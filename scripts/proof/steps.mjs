import { rmSync } from 'node:fs'
import { generate } from '../database/generate.mjs'
import { command, freePort } from '../ground/os.mjs'
import { inRoot, kept, readJson, root, writeWhole } from '../ground/place.mjs'
import { say } from '../ground/sentence.mjs'
import { buildWeb, writeTypesEntry } from '../program/build.mjs'
import { findChromium } from './chromium.mjs'
import { dayOf, drawn, drawnDay } from './days.mjs'
import { sourcesOf } from './mutants.mjs'
import { drawnFrom, recorded } from './scores.mjs'

const nothing = { passed: 0, failed: 0 }
const report = (name) => kept('test', `${name}-report.json`)

// Runs an installed tool with its output on the terminal; a failure counts as one.
async function tool(path, args, environment = {}) {
  const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...environment }
  // Playwright stops what it started only on Ctrl-C.
  const leaving = { signal: 'SIGINT', patienceMs: 40_000 }
  const options = { cwd: root, show: true, env, ...leaving }
  const { code } = await command(process.execPath, [inRoot('node_modules', path), ...args], options)
  return { passed: 0, failed: code === 0 ? 0 : 1 }
}

// Checks the sources only: files that `next dev` or a build wrote about deleted pages must not cause errors.
function types() {
  const settings = {
    extends: '../../tsconfig.json',
    include: ['../../next-env.d.ts', '../../**/*.ts', '../../**/*.tsx'],
    exclude: ['../../node_modules', '../../.octet', '../../.next'],
  }
  writeTypesEntry()
  writeWhole(inRoot('.octet/build/tsconfig.types.json'), JSON.stringify(settings))
  // Each checker resolves the shared types again: on two cores two do the least work in the least time.
  return tool('typescript/bin/tsc', ['--noEmit', '--checkers', '2', '-p', '.octet/build/tsconfig.types.json'])
}
const lint = () => tool('@biomejs/biome/bin/biome', ['check', '.'])

async function vitest() {
  const file = report('vitest')
  rmSync(file, { force: true })
  const day = process.env.OCTET_TEST_DAY ?? drawnDay()
  const { at, zone } = dayOf(day, process.env.OCTET_TEST_ZONE) ?? {}
  say(`unit and database tests as of ${at ? `${day}: ${at} in ${zone}` : 'today'} (OCTET_TEST_DAY chooses another day)`)
  const { failed } = await tool(
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { OCTET_TEST_DAY: day },
  )
  const counted = readJson(file, { numPassedTests: 0, numFailedTests: 0 })
  return { passed: counted.numPassedTests, failed: Math.max(counted.numFailedTests, failed) }
}

// Changes one file of rules, place by place: the tests of its room must notice at least nine of ten changes.
async function oneRule() {
  const file = drawn(drawnFrom(sourcesOf([]).rules))
  // Of a file that was measured by a sample, the same sample is tried.
  const { mutants, of } = recorded()[file]
  const sample = of ? [`--sample=${mutants}`] : []
  say(`${file} is drawn by the commit (npm run prove -- mutants ${file} --own)`)
  const { code, output } = await command(
    process.execPath,
    [inRoot('scripts/prove.mjs'), 'mutants', file, '--own', '--show', '--try', ...sample],
    { cwd: root },
  )
  console.log(
    output
      .split('\n')
      .filter((line) => !line.startsWith('Mutation testing'))
      .join('\n')
      .trim(),
  )
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs the browser tests, or those of some files; counts what passed and failed. */
export async function browser(files = [], environment = {}) {
  const file = report('browser')
  rmSync(file, { force: true })
  const { failed } = await tool('@playwright/test/cli.js', ['test', ...files], {
    ...environment,
    CHROMIUM_PATH: await findChromium(),
    OCTET_E2E_PORT: `${await freePort(3210)}`,
    OCTET_E2E_REPORT: file,
  })
  const { expected = 0, flaky = 0, unexpected = 0 } = readJson(file, {}).stats ?? {}
  return { passed: expected + flaky, failed: Math.max(unexpected, failed) }
}

const quiet = (work) => async () => {
  await work()
  return nothing
}

/** The steps of `npm test`, one after the other: a name and a function, which counts the tests that passed and failed. */
export const steps = [
  ['client', quiet(generate)],
  ['types', types],
  ['lint', lint],
  ['unit and database tests', vitest],
  ['mutants of one rule', oneRule],
  ['build', quiet(buildWeb)],
  ['browser tests', () => browser()],
]

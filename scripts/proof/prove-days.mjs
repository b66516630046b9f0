import { rmSync } from 'node:fs'
import { relative } from 'node:path'
import { isLeaving, leave, leaveOnSignals, onLeave } from '../ground/leaving.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, kept, readJson, root } from '../ground/place.mjs'
import { program, say } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'
import { dayOf, days } from './days.mjs'

// `npm run prove -- days [DAY…] [ZONE] [FILES…]`: runs the unit and database tests as of each of the days, one after the other.

const isZone = (word) => /^[A-Z]\w+\/\w+$/.test(word)
const isDay = (word) => word in days || word === 'today' || /^\d{4}-\d\d-\d\dT/.test(word)

async function runAsOf(name, zone, files) {
  const since = Date.now()
  const report = kept('test', `days-${name}.json`)
  rmSync(report, { force: true })
  const args = ['run', ...files, '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests']
  const env = { ...process.env, OCTET_TEST_DAY: name, ...(zone ? { OCTET_TEST_ZONE: zone } : {}) }
  const vitest = inRoot('node_modules/vitest/vitest.mjs')
  const { code, output } = await command(process.execPath, [vitest, ...args], { cwd: root, env })
  const { numPassedTests = 0, testResults = [] } = readJson(report, {})
  const wrong = testResults.filter((file) => file.status === 'failed').flatMap(failuresOf)
  const { at, zone: where } = dayOf(name, zone) ?? { at: 'now', zone: zone ?? 'Europe/Berlin' }
  const seconds = ((Date.now() - since) / 1000).toFixed(0)
  say(`${name} (${at}, ${where}): ${numPassedTests} passed, ${wrong.length} failed, ${seconds} s`)
  for (const line of wrong) console.log(line)
  if (code !== 0 && wrong.length === 0) console.log(output.trim())
  return code === 0
}

function failuresOf({ name, message, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return [`  ${file}: ${message}`]
  return failed.map(
    (test) =>
      `  ${file}: ${test.fullName}\n    ${test.failureMessages.join('\n').split('\n').slice(0, 12).join('\n    ')}`,
  )
}

async function proveDays() {
  const words = process.argv.slice(3)
  await install()
  const { enterTestServer } = await import('./test-database.mjs')
  const server = await enterTestServer()
  onLeave(server.leave)
  const files = words.filter((word) => !isZone(word) && !isDay(word))
  const named = words.filter(isDay)
  let held = true
  for (const name of named.length > 0 ? named : Object.keys(days)) {
    if (isLeaving()) return 130
    held = (await runAsOf(name, words.find(isZone), files)) && held
  }
  return held ? 0 : 1
}

leaveOnSignals(130)
program(async () => {
  try {
    return await proveDays()
  } finally {
    await leave()
  }
}).then(() => process.exit())

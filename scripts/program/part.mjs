import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { inRoot, kept, readText, root } from '../ground/place.mjs'
import { end } from '../ground/processes.mjs'
import { say } from '../ground/sentence.mjs'

const lifeline = pathToFileURL(inRoot('scripts/program/lifeline.mjs')).href
const calmMs = 60_000
const longestPauseMs = 4_000
const silenceMs = 60_000
const longestLog = 20_000_000

const logOf = (name) => kept('log', `${name}.log`)

function openLog(name) {
  mkdirSync(kept('log'), { recursive: true })
  if ((statSync(logOf(name), { throwIfNoEntry: false })?.size ?? 0) > longestLog)
    renameSync(logOf(name), `${logOf(name)}.1`)
  return (chunk) => {
    try {
      appendFileSync(logOf(name), chunk)
    } catch {
      // A full disk costs lines of the log, but never the program.
    }
  }
}

/**
 * Starts one process of the program in its own session, so that Ctrl-C reaches only the supervisor. The lifeline ties
 * it to the supervisor, and its output goes to a log. A `priority` above 0 lets other processes go first.
 */
export function launch({ name, args, environment, priority = 0 }) {
  const log = openLog(name)
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', lifeline, ...args], {
    cwd: root,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stdout.on('data', log)
  child.stderr.on('data', log)
  if (priority) setPriority(child.pid, priority)
  return child
}

/** Whether anything answers at `url`, with any status. */
export async function isAnswering(url, patienceMs = 5_000) {
  try {
    const reply = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    await reply.arrayBuffer()
    return true
  } catch {
    return false
  }
}

/**
 * Keeps a process running until `stop()`: starts it again, after a pause that doubles, when it dies or stops answering
 * at `url`. `ready` resolves at its first answer and rejects when it died three times before.
 */
export function keepRunning(settings) {
  const part = { ...settings, child: null, isStopped: false, hasAnswered: false }
  part.ready = new Promise((answered, failed) => Object.assign(part, { answered, failed }))
  part.ready.catch(() => {}) // the caller who waits for it handles the error
  part.running = runAgainAndAgain(part)
  part.restart = () => {
    part.isAsked = true
    return end(part.child)
  }
  part.stop = async () => {
    part.isStopped = true
    await end(part.child)
  }
  return part
}

async function runAgainAndAgain(part) {
  let pause = 250
  for (let deaths = 1; !part.isStopped; deaths++) {
    const since = Date.now()
    part.child = launch(part)
    const ended = new AbortController()
    watch(part, part.child, ended.signal)
    const cause = await new Promise((done) => part.child.once('exit', (code, signal) => done(signal ?? `code ${code}`)))
    ended.abort()
    if (part.isStopped) return
    if (!part.hasAnswered && !part.isAsked && deaths >= 3) return part.failed(new Error(lastWords(part.name)))
    if (part.isAsked) {
      part.isAsked = false
      continue
    }
    pause = Date.now() - since > calmMs ? 250 : Math.min(pause * 2, longestPauseMs)
    say(`the ${part.name} process ended (${cause}) and starts again; its log is ${logOf(part.name)}`)
    await sleep(pause)
  }
}

// Asks often until the first answer, then seldom. No answer for a minute counts as dead.
async function watch(part, child, signal) {
  let spokeAt = 0
  while (!signal.aborted) {
    if (await isAnswering(part.url)) {
      spokeAt = Date.now()
      part.hasAnswered = true
      part.answered()
    } else if (spokeAt && Date.now() - spokeAt > silenceMs && !signal.aborted) {
      say(`the ${part.name} process has not answered for a minute and is ended`)
      child.kill('SIGKILL')
    }
    await sleep(spokeAt ? 5_000 : 150, null, { signal }).catch(() => {})
  }
}

/** The end of a process's log, for the terminal. */
export const lastWords = (name) => readText(logOf(name)).split('\n').slice(-15).join('\n')

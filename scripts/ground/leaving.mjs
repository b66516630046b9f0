import { commandOf, parentOf } from './processes.mjs'

const closers = new Set()
let leaving = null

/**
 * Registers a function that runs when the program ends or is told to stop, in reverse order of registration. Returns a
 * function that cancels it.
 */
export function onLeave(close) {
  if (leaving) close()
  closers.add(close)
  return () => closers.delete(close)
}

/** Whether the program is ending, so that nothing new should begin. */
export const isLeaving = () => leaving !== null

/** Runs every registered function, once. */
export function leave() {
  leaving ??= (async () => {
    for (const close of [...closers].reverse()) {
      try {
        await close()
      } catch (error) {
        console.error(error)
      }
    }
  })()
  return leaving
}

/**
 * On Ctrl-C, `kill` or a closed terminal: closes everything, then ends with `code`. A second signal does not speed it
 * up. The end of npm counts as a signal, and with `tied` also the end of the process that started this one, because a
 * shell between them passes no signal on.
 */
export function leaveOnSignals(code = 0, { tied = Boolean(process.env.npm_lifecycle_event) } = {}) {
  const go = () => leave().then(() => process.exit(code))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, go)
  if (!tied) return
  const parent = process.ppid
  const above = / -c /.test(commandOf(parent)) ? parentOf(parent) : null
  const isAbandoned = () => process.ppid !== parent || (above !== null && parentOf(parent) !== above)
  setInterval(() => isAbandoned() && go(), 500).unref()
}

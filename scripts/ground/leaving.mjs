import { commandOf, parentOf } from './processes.mjs'

const closers = new Set()
let leaving = null

/** Remembers what must be closed when the program ends or is told to stop: the last opened first. Returns a way to forget it. */
export function onLeave(close) {
  if (leaving) close()
  closers.add(close)
  return () => closers.delete(close)
}

/** Whether the program is about to end: nothing new is begun. */
export const isLeaving = () => leaving !== null

/** Closes everything that was opened, once. */
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
 * On Ctrl-C, `kill` or a closed terminal: closes everything, then ends with `code`. Asking again does not hurry it.
 * The end of npm counts as one, and with `tied` that of whoever started this; a shell between them passes no signal on.
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

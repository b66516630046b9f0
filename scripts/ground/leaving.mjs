const closers = new Set()
let leaving = null

/** Remembers what must be closed when the program ends or is told to stop: the last opened first. Returns a way to forget it. */
export function onLeave(close) {
  if (leaving) close()
  closers.add(close)
  return () => closers.delete(close)
}

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
 * The shell that npm puts between passes no signal on, so the end of that shell counts as one.
 */
export function leaveOnSignals(code = 0) {
  const go = () => leave().then(() => process.exit(code))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, go)
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid === parent || go(), 500).unref()
}

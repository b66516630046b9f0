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

/** On Ctrl-C, `kill` or a closed terminal: closes everything, then ends with `code`. Asking again does not hurry it. */
export function leaveOnSignals(code = 0) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => leave().then(() => process.exit(code)))
}

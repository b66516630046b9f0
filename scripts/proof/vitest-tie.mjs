// Loaded before each file of tests, which may share a process: when the run is gone, even killed, the process of its tests ends.
if (!globalThis.octetTied) {
  globalThis.octetTied = true
  process.once('disconnect', () => process.exit(1))
}

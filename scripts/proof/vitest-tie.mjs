// Loaded before each test file; several files may share a process. The process ends when the run is gone, even if that
// was killed.
if (!globalThis.octetTied) {
  globalThis.octetTied = true
  process.once('disconnect', () => process.exit(1))
}

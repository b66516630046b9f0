// Loaded into every process of the program before its own code: the process ends when the supervisor is gone, even if
// that was killed.
if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}

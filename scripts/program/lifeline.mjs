// Loaded into every part of the program before its own code: when the supervisor is gone, even killed, the part ends.
if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}

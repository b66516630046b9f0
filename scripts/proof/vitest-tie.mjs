// Loaded before each file of tests: when the run is gone, even killed, the process of its tests ends.
process.once('disconnect', () => process.exit(1))

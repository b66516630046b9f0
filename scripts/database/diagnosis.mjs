const causes = [
  [/No space left on device/, () => 'The disk is full; free some space and start again.'],
  [
    /initialized by PostgreSQL version (\d+)/,
    ({ data }, [, version]) =>
      `The database in ${data} was made by PostgreSQL ${version}; start that version with DATABASE_URL, dump it and load it into a new one.`,
  ],
  [
    /error while loading shared libraries: (\S+?):/,
    (_, [, library]) =>
      `PostgreSQL needs the system library ${library}, which is missing; install it with the distribution's package manager.`,
  ],
  [
    /could not (?:create|map).*shared memory/,
    () => 'PostgreSQL gets no shared memory; give this machine or container more memory.',
  ],
  [
    /Address already in use|could not bind/,
    () => 'The port of the embedded database was taken while it started; start again.',
  ],
  [
    /has wrong ownership/,
    ({ data }) =>
      `The database in ${data} belongs to another user; start as the user who made it, or change its owner.`,
  ],
  [
    /Permission denied/,
    ({ data }) => `The user of the database may not use ${data}; change its owner, or start as the user who made it.`,
  ],
]

/** The sentence for the last message of PostgreSQL before it ended. */
export function causeOf(log, place) {
  for (const [pattern, sentence] of causes) {
    const match = log.match(pattern)
    if (match) return sentence(place, match)
  }
  const last = log.split('\n').findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? log.split('\n').at(-1)
  const said = last?.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()
  return `The database in ${place.data} does not start (${said}); restore it from a backup, or move it away to begin with an empty one.`
}

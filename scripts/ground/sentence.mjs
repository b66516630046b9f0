/** A reason to stop that the person at the terminal can act on: one sentence, no stack. */
class Stop extends Error {}

/** Ends the program with a sentence that says what to do. */
export const stop = (sentence) => {
  throw new Stop(sentence)
}

/** Runs a program; a `Stop` prints its sentence, anything else its stack; both exit with 1. */
export async function program(main) {
  try {
    const code = await main()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    console.error(error instanceof Stop ? `octet: ${error.message}` : error)
    process.exitCode = 1
  }
}

let terminal = process.stdout

/** Reserves standard output for the program's result: all messages go to standard error from now on. */
export function sayAside() {
  terminal = process.stderr
}

/** One line of progress on the terminal. */
export const say = (line) => terminal.write(`octet: ${line}\n`)

/** Turns error codes of the operating system into sentences. */
export function refuseDisk(error, path) {
  if (error?.code === 'ENOSPC') stop(`The disk that holds ${path} is full; free some space and start again.`)
  if (error?.code === 'EACCES' || error?.code === 'EROFS' || error?.code === 'EPERM')
    stop(`This user may not write ${path}; change its owner, or start as the user who owns it.`)
  throw error
}

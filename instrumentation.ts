/**
 * When the web process is asked to leave, the numbers that it took and did not use are given back, so that none jump after a
 * restart. Next ends the process by itself; what is under way then is given a moment.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { returnNumbers } = await import('@/server/platform/database/numbers')
  const patienceMs = 2_000
  const exit = process.exit
  let isAsked = false
  const giveBack = () => {
    isAsked = true
    void returnNumbers().catch(() => {})
  }
  process.once('SIGTERM', giveBack)
  process.once('SIGINT', giveBack)
  const exitLater = (code?: number) => {
    if (!isAsked) return exit(code)
    // Whoever ends the process twice meanwhile does not hurry it.
    process.exit = (() => {}) as unknown as typeof process.exit
    setTimeout(() => exit(code), patienceMs).unref()
    // Requests that were still answered after the signal may have taken others.
    void returnNumbers()
      .catch(() => {})
      .finally(() => exit(code))
  }
  process.exit = exitLater as typeof process.exit
}

const everyMs = 2_000
/** How far back to repeat events: a self-hosted server keeps its queue in memory and saves it once a minute. */
const forgottenMs = 120_000

/**
 * Watches an Inngest server on another machine. A server that was away may have lost the last events that it got: when
 * it answers again, `onReturn` is told from which time events must be handed over again.
 */
export function watchServer(url: string, onReturn: (since: Date) => void): { stop(): void } {
  let answeredAt = Date.now()
  let isAway = false
  let isAsking = false
  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    // Any answer will do, because not every server has this path.
    const answers = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(everyMs) }).then(
      () => true,
      () => false,
    )
    isAsking = false
    if (answers && isAway) onReturn(new Date(answeredAt - forgottenMs))
    if (answers) answeredAt = Date.now()
    isAway = !answers
  }
  const timer = setInterval(() => void ask(), everyMs)
  return { stop: () => clearInterval(timer) }
}

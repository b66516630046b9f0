const everyMs = 2_000
/** A self-hosted server keeps its queue in memory and saves it once a minute. */
const forgottenMs = 120_000

/**
 * Looks after an Inngest server elsewhere. One that was away may have forgotten what it was given last: when it answers
 * again, `onReturn` is told from when on events have to be handed over once more.
 */
export function watchServer(url: string, onReturn: (since: Date) => void): { stop(): void } {
  let answeredAt = Date.now()
  let isAway = false
  let isAsking = false
  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    // Any answer will do: not every server has something to say here.
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

/** The caller's network address, as noted by the proxy in front of the program, or by Next itself. */
export function addressOf(header: (name: string) => string | null): string {
  const chain = (header('x-forwarded-for') ?? '').split(',')
  return chain.at(-1)?.trim().slice(0, 64) || 'unknown'
}

/** Whether a request comes from a page of this program: its Origin equals Host. */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host
}

/** Whether a request that changes something comes from a page of this program: it is JSON, and Origin equals Host. */
export function isOwnRequest(request: Request): boolean {
  const json = (request.headers.get('content-type') ?? '').split(';')[0]?.trim() === 'application/json'
  return json && isOwnOrigin(request)
}

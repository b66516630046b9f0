import { type NextRequest, NextResponse } from 'next/server'

/**
 * The content security policy of one document. Two relaxations and no more: inline style attributes (charts and
 * positioned menus need them) and WebAssembly (the barcode reader).
 */
function contentSecurityPolicy(nonce: string, secure: boolean) {
  const development = process.env.NODE_ENV === 'development'
  const directives = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${development ? ` 'unsafe-eval'` : ''}`,
    // The error overlay of development writes styles of its own, which carry no nonce.
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  if (secure) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}

/** Whether an address is written in characters: `%ff` is none, and no page could be found by it. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function unreadable(pathname: string) {
  const detail = 'This address cannot be read.'
  if (!pathname.startsWith('/api/')) return new NextResponse(detail, { status: 400 })
  const problem = { type: 'about:blank', title: 'Bad Request', status: 400, code: 'INVALID', detail }
  return NextResponse.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } })
}

/** Gives every document a fresh nonce and its policy. It decides nothing about who may see what. */
export default function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  if (!isReadable(pathname)) return unreadable(pathname)
  if (pathname.startsWith('/api/')) return NextResponse.next()
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const secure = (request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol).startsWith('https')
  const policy = contentSecurityPolicy(nonce, secure)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (secure) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return response
}

export const config = {
  matcher: [
    // What is called by a name in the address; the rest of the interface is passed by.
    '/api/v1/orders/:number',
    '/api/documents/:path*',
    '/api/files/:path*',
    '/api/export/:path*',
    {
      source:
        '/((?!api/|_next/static|_next/image|icon.svg|icons/|favicon.ico|robots.txt|manifest.webmanifest|wasm/|sw.js).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}

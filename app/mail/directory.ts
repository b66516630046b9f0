/** The folder of caught mails, on demonstration and development installations only; undefined everywhere else. */
export function mailDirectory(): string | undefined {
  const shown = process.env.OCTET_DEMO === '1' || process.env.NODE_ENV === 'development'
  return shown ? process.env.OCTET_MAIL_DIR : undefined
}

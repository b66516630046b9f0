/** Why stock moved, in words. */
export const causes: Record<string, string> = {
  PUT_BACK: 'put back',
  MOVED: 'moved',
  SENT: 'sent to another warehouse',
  ARRIVED: 'came from another warehouse',
  RECEIVED: 'received',
  COUNTED: 'counted',
  SHIPPED: 'shipped',
  RETURNED: 'came back',
  DAMAGED: 'written off, damaged',
}

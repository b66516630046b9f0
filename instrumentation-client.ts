import { config } from 'zod'

// Runs before anything else in the browser. Zod would else try whether it may compile code, which the content security
// policy forbids and reports.
config({ jitless: true })

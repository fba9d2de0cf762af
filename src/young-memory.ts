import v8 from 'node:v8'

/**
 * Keeps the memory for young objects small: loading the program makes them for once, and what has been taken for them
 * is not given back.
 */
export function keepYoungMemorySmall(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1')
}

/** Lets it grow with the load again, as V8 does by itself. */
export function letYoungMemoryGrow(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=2')
}

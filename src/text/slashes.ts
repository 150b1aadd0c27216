/** Takes a path; returns it without the slashes at its end. A run of them elsewhere is passed over once, however long. */
export const withoutSlashes = (path: string): string => path.replace(/(?<!\/)\/+$/, '')

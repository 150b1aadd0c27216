/** The pattern of LIKE for texts with a part that somebody typed: its wildcards are letters like others. */
export const withPart = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`

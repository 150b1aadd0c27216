/** A path of an address as it is read, or as it stands where what is encoded is no UTF-8. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

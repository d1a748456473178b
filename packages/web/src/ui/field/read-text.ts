// The text of a chosen file exactly as it is: what is not UTF-8 is refused instead of being patched up.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined if the file is not text in UTF-8. A byte order mark stays, for whoever reads it to judge. */
export async function readText(file: File): Promise<string | undefined> {
  try {
    return decoder.decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

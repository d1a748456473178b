// A picture as the API takes it: base64 of the file's bytes; and as the page shows it before it is uploaded.

export type Logo = { readonly base64: string; readonly preview: string };

export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export const LOGO_BYTES = 780 * 1024;

/** Undefined if it is not one of the types that the server takes. */
export async function readLogo(file: File): Promise<Logo | undefined> {
  if (!LOGO_TYPES.some((type) => type === file.type)) return;
  const preview = await dataUrlOf(file);
  return { preview, base64: preview.slice(preview.indexOf(',') + 1) };
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}

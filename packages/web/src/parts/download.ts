// Saves what lies at an address of this server as a file; its name comes from the server.

export function download(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

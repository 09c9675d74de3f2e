/** The issuer: an https origin without path, http for a loopback demonstration alone. */
export function isIssuer(text: string): boolean {
  const found = origin.exec(text);
  if (!found || text.length > 32) return false;
  const port = found[1] === undefined ? undefined : Number(found[1]);
  return port === undefined || (port <= 65535 && port !== (text.startsWith("https") ? 443 : 80));
}

const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const origin = new RegExp(`^(?:https://(?:${label}(?:\\.${label})*|\\[::1\\])|http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\]))(?::([1-9]\\d{0,4}))?$`);

export const credentialTypeOf = (issuer: string) => `${issuer}/vct/service-card`;

/** Whether a status list is the issuer's: its own address, with a number as it is written. */
export function isStatusListOf(issuer: string, uri: string): boolean {
  const start = `${issuer}/status-lists/`;
  return uri.startsWith(start) && /^(0|[1-9]\d{0,18})$/.test(uri.slice(start.length));
}

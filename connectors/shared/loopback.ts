/** Whether a URL's host name can only be this machine. `localhost.example` and `127.evil.example` are not. */
export function isBareLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

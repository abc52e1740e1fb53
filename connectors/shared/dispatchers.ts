/** The ways out of this machine: straight, or through the proxy that its administrator has named. */
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';

/** `https_proxy` and `no_proxy` as every program on the machine reads them. */
export interface ProxySettings {
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

const ofTheMachine = (): ProxySettings => ({
  httpsProxy: process.env.https_proxy ?? process.env.HTTPS_PROXY,
  noProxy: process.env.no_proxy ?? process.env.NO_PROXY,
});

/**
 * Which way an address is called, made at the first call. This machine itself is called straight, whatever is set: a
 * proxy would call another one. Null: what is set is no proxy's address, and nobody meant to go round it.
 */
export function createDispatchers(
  options: Agent.Options,
  settings: () => ProxySettings = ofTheMachine,
): (url: URL) => Dispatcher | null {
  const straight = new Agent(options);
  let proxied: Dispatcher | null | undefined;
  return (url) => {
    if (isLoopbackHost(url.hostname)) return straight;
    if (proxied === undefined) proxied = throughProxy(settings());
    return proxied;
  };

  function throughProxy({ httpsProxy, noProxy }: ProxySettings): Dispatcher | null {
    if (!httpsProxy) return straight;
    if (!/^https?:\/\//iu.test(httpsProxy) || !URL.canParse(httpsProxy)) return null;
    return new EnvHttpProxyAgent({ ...options, httpProxy: httpsProxy, httpsProxy, noProxy: noProxy ?? '' });
  }
}

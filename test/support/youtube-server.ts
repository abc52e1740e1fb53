/** A simulated YouTube on a local port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createYoutube, type SimYoutube, type YoutubeOptions } from '../../ops/simulator/youtube/youtube.ts';

export interface YoutubeServer extends SimYoutube {
  readonly url: string;
  readonly access: AccountAccess;
  close(): Promise<void>;
}

export async function startYoutube(options: YoutubeOptions = {}): Promise<YoutubeServer> {
  const sim = createYoutube(options);
  const server = createServer(express().use(sim.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...sim,
    url,
    access: { externalId: sim.state.channel.id, apiBase: `${url}/youtube/v3`, token: sim.tokenFile },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

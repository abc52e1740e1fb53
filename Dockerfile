# One image for server and worker: `node server/main.ts` (default) and `node workers/main.ts`.
FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# The client, built with the development packages.
FROM base AS client
RUN npm ci
COPY core core
COPY client client
RUN npm run build

# What runs needs neither those nor the Node that the lock file brings along for laptops. Optional packages stay:
# sharp's own code for this machine is one of them, and without it no picture is looked at.
FROM base AS packages
RUN npm ci --omit=dev \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node \
 && node -e "require('sharp')"

FROM base AS runtime
# The browser that draws evidence; the one in the packages needs a cache that can be written to.
RUN apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4800 \
    DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
COPY --from=packages /app/node_modules node_modules
COPY LICENSE ./
COPY core core
COPY connectors connectors
COPY classifiers classifiers
COPY documents documents
COPY server server
COPY workers workers
COPY ops ops
COPY --from=client /app/client/dist client/dist
USER node
VOLUME /data
EXPOSE 4800
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]

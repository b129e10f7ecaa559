# syntax=docker/dockerfile:1
# One image, three commands: the whole service (default), the API alone, a worker alone.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.client.json ./
COPY config ./config
COPY examples ./examples
COPY src ./src
COPY workers ./workers
RUN npm run build

FROM node:20.20.2-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20.20.2-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends redis-server tini \
    dict-freedict-fra-eng dict-freedict-eng-fra dict-freedict-spa-eng dict-freedict-eng-spa \
    dict-freedict-ara-eng dict-freedict-eng-ara dict-freedict-por-eng dict-freedict-eng-por \
    dict-freedict-deu-eng dict-freedict-eng-deu dict-freedict-ita-eng dict-freedict-eng-ita \
    dict-freedict-eng-rus \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data \
  && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 QUOTARY_DATA=/data
WORKDIR /app
COPY --from=libraries /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY config/*.json ./config/
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# npm would swallow SIGTERM; tini takes in the children of processes that were killed.
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/src/cli.js", "serve"]

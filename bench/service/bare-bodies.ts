import express from "express";
import { startServer } from "../../src/http/server.js";

/** A process with bare Express that reads JSON bodies and answers health checks; tells its address. */
const app = express();
app.get("/livez", (_asked, response) => void response.json({ status: "ok" }));
app.post(/./, express.json({ limit: "10mb" }), (_asked, response) => void response.json({}));
const { url } = await startServer(app, { host: "127.0.0.1", port: 0 });
process.send?.(url);

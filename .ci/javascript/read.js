// node read.js TOPIC STREAM EXPECTED: what the loader and the counter wrote is what they should have.
import { readFileSync } from "node:fs";
import { counted, records, requireSame, tsv } from "./clients.js";

const [topic, stream, expectedFile] = process.argv.slice(2);
const expected = readFileSync(expectedFile, "utf8");
const lines = readFileSync(stream, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

const sorted = (frames) => frames.map(({ uid, ts }) => `${uid} ${ts}`).sort().join("\n");

const frames = await records(topic, lines.length);
requireSame("keys", frames.map(([key]) => key).sort().join("\n"), lines.map(({ uid }) => uid).sort().join("\n"));
requireSame(
  "frames",
  sorted(frames.map(([, frame]) => frame)),
  sorted(lines.map(({ uid, ts }) => ({ uid, ts: ts * 1000 }))),
);
requireSame("counts of the frames", counted(frames.map(([, frame]) => frame)), expected);

const windows = expected.trimEnd().split("\n").length - 1;
const counts = new Map(await records(`${topic}-counts`, windows)); // the last of each key is valid
const rows = [...counts].map(([key, count]) => {
  const start = new Date(Number(count.start)).toISOString().replace(".000Z", "Z");
  requireSame("key", key, `${count.window}/${start}`);
  return [start, count.frames, count.unique_users];
});
requireSame("window counts", tsv(rows), expected);
console.log(`JavaScript agrees: ${frames.length} frames with their keys, ${rows.length} windows`);

// node write.js TOPIC FRAMES: writes frames, and prints what a counter must make of them.
import { counted, kafka, register, serializer } from "./clients.js";

const [topic, wanted] = process.argv.slice(2);

// A schema of somebody else's: more fields, in another order, the time in microseconds.
await register(topic, {
  type: "record",
  name: "Visit",
  fields: [
    { name: "page", type: ["null", "string"], default: null },
    { name: "ts", type: { type: "long", logicalType: "timestamp-micros" } },
    { name: "tags", type: { type: "array", items: "string" } },
    { name: "uid", type: "string" },
  ],
});

const frames = Array.from({ length: Number(wanted) }, (_, i) => ({
  uid: `visitor ${(i * 7919) % 331} ☃`,
  ts: 1468244340000 + i * 97,
}));
const messages = await Promise.all(
  frames.map(async ({ uid, ts }, i) => ({
    key: uid,
    value: await serializer.serialize(topic, {
      page: i % 3 ? `/page/${i % 10}` : null,
      ts: ts * 1000,
      tags: Array(i % 4).fill("tag"),
      uid,
    }),
  })),
);
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: 4 }], waitForLeaders: true });
await admin.disconnect();
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic, messages });
await producer.disconnect();
process.stdout.write(counted(frames));

// The clients under this folder's name: kafkajs, and Confluent's own for the schema registry.
import registry from "@confluentinc/schemaregistry";
import kafkajs from "kafkajs";
import lz4 from "lz4js";

const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = kafkajs;

// kafkajs brings gzip only; the loader compresses with LZ4.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

export const kafka = new Kafka({
  brokers: process.env.KAFKA_BOOTSTRAP_SERVERS.split(","),
  logLevel: logLevel.ERROR,
});

const client = new registry.SchemaRegistryClient({
  baseURLs: [process.env.SCHEMA_REGISTRY_URL],
});
const VALUE = registry.SerdeType.VALUE;

export const serializer = new registry.AvroSerializer(client, VALUE, {
  autoRegisterSchemas: false,
  useLatestVersion: true,
});
export const deserializer = new registry.AvroDeserializer(client, VALUE, {});

export const register = (topic, schema) =>
  client.register(`${topic}-value`, { schemaType: "AVRO", schema: JSON.stringify(schema) });

/**
 * All committed records of a topic, as [key, value]. Reads on until there are as many as expected
 * and nothing more comes for a second; gives up after half a minute.
 */
export async function records(topic, expected) {
  const read = [];
  const consumer = kafka.consumer({ groupId: `foreign-${topic}-${process.pid}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let last = Date.now();
  await consumer.run({
    eachMessage: async ({ message }) => {
      read.push([message.key?.toString("utf8"), await deserializer.deserialize(topic, message.value)]);
      last = Date.now();
    },
  });
  const begin = Date.now();
  const enough = () => read.length >= expected && Date.now() - last > 1000;
  while (!enough() && Date.now() - begin < 30_000) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await consumer.disconnect();
  return read;
}

/** What `counter show --format tsv` prints of these frames. */
export function counted(frames) {
  const minutes = new Map();
  for (const { uid, ts } of frames) {
    const minute = new Date(Math.floor(ts / 60_000) * 60_000).toISOString().replace(".000Z", "Z");
    const users = minutes.get(minute) ?? [];
    users.push(uid);
    minutes.set(minute, users);
  }
  return tsv([...minutes].map(([minute, users]) => [minute, users.length, new Set(users).size]));
}

export function tsv(rows) {
  const lines = rows.map((row) => row.join("\t")).sort();
  return ["minute\tframes\tunique_users", ...lines, ""].join("\n");
}

export function requireSame(what, found, expected) {
  if (found !== expected) {
    throw new Error(`${what}: found\n${found.slice(0, 500)}\nbut expected\n${expected.slice(0, 500)}`);
  }
}

#!/usr/bin/python3
"""Counts the frames of a topic and their unique users per minute of event time, exactly.

count.py BOOTSTRAP TOPIC avro|json

What a script of an afternoon on librdkafka does, made fast: records come in batches of 10,000, the
two Avro fields are taken from the bytes by hand, each minute has a set of its users. Reads up to
the end the topic has at the start, and commits nothing: a second run counts all again.
"""

import json
import sys
import time

try:
    from confluent_kafka import Consumer, TopicPartition
except ImportError:
    sys.exit("count.py: confluent_kafka is missing (apt install python3-confluent-kafka)")

BATCH = 10_000
HEADER_BYTES = 5  # magic byte and schema id
FIRST_MILLIS = 100_000_000_000  # epoch milliseconds are above it since 1973, seconds until 5138 below


def from_avro(value):
    """The user, as bytes, and the minute since 1970 of a frame {uid: string, ts: timestamp-millis}."""
    at = HEADER_BYTES
    byte = value[at]
    length = byte & 0x7F
    shift = 7
    while byte & 0x80:
        at += 1
        byte = value[at]
        length |= (byte & 0x7F) << shift
        shift += 7
    start = at + 1
    at = start + (length >> 1)
    uid = value[start:at]
    byte = value[at]
    ts = byte & 0x7F
    shift = 7
    while byte & 0x80:
        at += 1
        byte = value[at]
        ts |= (byte & 0x7F) << shift
        shift += 7
    return uid, ((ts >> 1) ^ -(ts & 1)) // 60_000


def from_json(value):
    """The user and the minute since 1970 of a JSON object with uid and ts, of seconds or millis."""
    frame = json.loads(value)
    ts = frame["ts"]
    return frame["uid"], ts // 60 if ts < FIRST_MILLIS else ts // 60_000


def consumer_of(bootstrap):
    return Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "rival-python",
        "enable.auto.commit": False,
        "enable.partition.eof": False,
        "isolation.level": "read_committed",
        "queued.min.messages": 1_000_000,
        "queued.max.messages.kbytes": 524_288,
        "fetch.message.max.bytes": 10_485_760,
        "fetch.max.bytes": 52_428_800,
        "fetch.wait.max.ms": 10,
        "socket.receive.buffer.bytes": 1_048_576,
        "check.crcs": False,
    })


def beginnings_and_ends(consumer, topic):
    found = consumer.list_topics(topic, timeout=30).topics[topic]
    if found.error is not None:
        sys.exit(f"count.py: topic {topic}: {found.error}")
    return {
        number: consumer.get_watermark_offsets(TopicPartition(topic, number), timeout=30)
        for number in found.partitions
    }


def is_read(consumer, topic, ends):
    """Whether all partitions are read; the position tells it also where markers end a partition."""
    at = consumer.position([TopicPartition(topic, number) for number in ends])
    return all(partition.offset >= ends[partition.partition] for partition in at)


def count(consumer, topic, frame_of):
    offsets = beginnings_and_ends(consumer, topic)
    ends = {number: high for number, (low, high) in offsets.items() if low < high}
    consumer.assign([TopicPartition(topic, number, offsets[number][0]) for number in ends])
    frames, users = {}, {}
    while ends and not is_read(consumer, topic, ends):
        for message in consumer.consume(BATCH, timeout=0.1):
            if message.error():
                sys.exit(f"count.py: {message.error()}")
            if message.offset() >= ends[message.partition()]:
                continue
            uid, minute = frame_of(message.value())
            if minute in frames:
                frames[minute] += 1
                users[minute].add(uid)
            else:
                frames[minute] = 1
                users[minute] = {uid}
    return frames, users


def main(bootstrap, topic, form):
    consumer = consumer_of(bootstrap)
    frames, users = count(consumer, topic, {"avro": from_avro, "json": from_json}[form])
    for minute in sorted(frames):
        start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(minute * 60))
        print(start, frames[minute], len(users[minute]), sep="\t")
    consumer.close()


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[3] not in ("avro", "json"):
        sys.exit("usage: count.py BOOTSTRAP TOPIC avro|json")
    main(*sys.argv[1:])

package io.framecount.bench.rivals.flink;

/** The SQL that a user of Flink writes: a table over the topic, and a query grouped by minute. */
enum FrameQuery {
  EXACT("COUNT(DISTINCT uid)"),
  /** Flink plans it for bounded input only, in batch mode. */
  APPROX("APPROX_COUNT_DISTINCT(uid)");

  private final String users;

  FrameQuery(String users) {
    this.users = users;
  }

  static FrameQuery named(String name) {
    return switch (name) {
      case "exact" -> EXACT;
      case "approx" -> APPROX;
      default -> throw new IllegalArgumentException("exact or approx, not " + name);
    };
  }

  /** The topic as a table that ends where the topic ended when the query began. */
  static String source(String bootstrapServers, String registry, String topic) {
    return """
    CREATE TABLE frames (
      uid STRING NOT NULL,
      ts TIMESTAMP(3) NOT NULL
    ) WITH (
      'connector' = 'kafka',
      'topic' = '%s',
      'properties.bootstrap.servers' = '%s',
      'properties.isolation.level' = 'read_committed',
      'properties.max.poll.records' = '10000',
      'properties.fetch.max.bytes' = '52428800',
      'properties.max.partition.fetch.bytes' = '10485760',
      'properties.receive.buffer.bytes' = '1048576',
      'scan.startup.mode' = 'earliest-offset',
      'scan.bounded.mode' = 'latest-offset',
      'value.format' = 'avro-confluent',
      'value.avro-confluent.url' = '%s'
    )\
    """
        .formatted(topic, bootstrapServers, registry);
  }

  /**
   * Returns a query grouped by the minute itself, not by a window with a watermark. So no frame can
   * be dropped as late, and mini-batches combine most updates before they reach the state.
   */
  String sql() {
    return """
    SELECT FLOOR(ts TO MINUTE) AS m, COUNT(*) AS frames, %s AS unique_users
    FROM frames
    GROUP BY FLOOR(ts TO MINUTE)\
    """
        .formatted(users);
  }
}

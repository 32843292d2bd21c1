package io.framecount.bench.report;

/** Names of results and of entries by which aims find their figures. */
public final class Names {
  public static final String MACHINE = "00-machine";
  public static final String VERSIONS = "01-versions";
  public static final String MEASURED = "02-measured";
  public static final String LOAD = "10-load";
  public static final String LOAD_LONG = "11-load-long";
  public static final String COUNT = "20-count";
  public static final String COUNT_LONG = "21-count-long";
  public static final String COUNT_JSON = "22-count-json";
  public static final String END_TO_END = "30-end-to-end";
  public static final String GROWTH_FRAMES = "40-growth-frames";
  public static final String START = "55-start";

  /** Prefix of the names of contenders that do only a part of the work. */
  public static final String FLOOR = "floor: ";

  public static final String EXACTLY_ONCE = "loader, exactly once";
  public static final String KCAT = "kcat";
  public static final String PLAIN_LOADER = "a plain Java loader";
  public static final String CONSUMER = "ConsumerPerformance";
  public static final String THETA = "counter, theta";
  public static final String HLL = "counter, hll";
  public static final String STREAMS_ALO = "Kafka Streams, at least once";
  public static final String STREAMS_EOS = "Kafka Streams, exactly once";
  public static final String FLINK = "Flink, exact";
  public static final String LOADER_COUNTER = "loader, counter";
  public static final String KCAT_PYTHON = "kcat, Python";
  public static final String LOADER_VERSION = "bin/loader --version";
  public static final String DEMO = "bin/demo";
  public static final String LOADER = "loader";
  public static final String COUNTER = "counter";

  private Names() {}
}

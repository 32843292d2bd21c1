package io.framecount.bench.soak;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Counts while counters and registry are killed, then compares each window with the oracle. The
 * seed determines the events and their order, but not the moment that they hit.
 */
public final class Soak {
  private static final String TOPIC = "visits";
  private static final int PARTITIONS = 6;

  private Soak() {}

  /** Arguments: bootstrap servers, a directory for files, minutes, and optionally the seed. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    long seed =
        args.length > 3
            ? Long.parseLong(args[3])
            : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    double minutes = Double.parseDouble(args[2]);
    System.err.printf("soak for %s minutes with seed %d%n", minutes, seed);
    try {
      soak(args[0], Path.of(args[1]), TimeUnit.SECONDS.toNanos((long) (minutes * 60)), seed);
    } catch (SoakFailure e) {
      System.err.println("soak failed (seed %d): %s".formatted(seed, e.getMessage()));
      System.exit(1);
    }
  }

  private static void soak(String servers, Path directory, long nanos, long seed)
      throws IOException, InterruptedException {
    final long began = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    try (KafkaConnection kafka =
        KafkaConnection.open(new KafkaOptions().elsewhere(servers, null))) {
      kafka.topics().create(TOPIC, PARTITIONS, Map.of());
    }
    Oracle oracle = new Oracle();
    List<String> count =
        List.of(
            "--topic",
            TOPIC,
            "--windows",
            Oracle.windows(),
            "--by",
            "country",
            "--state-dir",
            directory.resolve("state").toString());
    Path ofRegistry = Files.createDirectories(directory.resolve("soak-registry"));
    try (FlakyRegistry registry = new FlakyRegistry(ofRegistry);
        Fleet fleet = new Fleet(directory, registry.url(), count, random.split())) {
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::close));
      Chaos chaos = new Chaos(fleet, registry, TOPIC, random.split());
      try (Flow flow =
          new Flow(servers, TOPIC, registry.newSchema(TOPIC), random.split(), oracle)) {
        chaos.rage(flow, began + nanos);
        flow.end();
      }
      Proof proof = new Proof(oracle, fleet, TOPIC);
      proof.requireExact(count);
      System.out.println(
          "soak passed: %s, %d registry kills; %,d windows and groups, %,d frames, %d s, seed %d"
              .formatted(
                  fleet.summary(),
                  chaos.registryKills(),
                  oracle.rows().size(),
                  oracle.frames(),
                  TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                  seed));
    }
  }
}

package io.framecount.bench.scale;

import io.framecount.bench.contest.TopicContents;
import io.framecount.bench.count.FrameFlood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts the same frames from topics of more and more partitions, by one instance and by two at the
 * same time, and prints what each count wrote.
 */
public final class Scale {
  private static final List<Integer> PARTITIONS = List.of(1, 4, 16, 64);
  private static final List<Integer> INSTANCES = List.of(1, 2);

  private final String bootstrapServers;
  private final String registry;
  private final Path directory;
  private final long frames;
  private final TopicContents topics;
  private final TreeSet<String> results = new TreeSet<>();

  private Scale(String bootstrapServers, String registry, Path directory, long frames) {
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
    this.directory = directory;
    this.frames = frames;
    topics = new TopicContents(bootstrapServers);
  }

  /** Arguments: bootstrap servers, registry URL, directory for results and state, frames. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Scale scale = new Scale(args[0], args[1], Path.of(args[2]), Long.parseLong(args[3]));
    if (!scale.run()) {
      System.err.println("the results are not all the same");
      System.exit(1);
    }
  }

  /** Runs all counts and returns whether their results are equal. */
  private boolean run() throws IOException, InterruptedException {
    System.out.println(
        "| partitions | frames read by each instance | wall s | partials | MB | results | changelog | MB |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int partitions : PARTITIONS) {
      String topic = "scale-" + partitions;
      FrameFlood.main(
          new String[] {
            bootstrapServers, registry, topic, Long.toString(frames), Integer.toString(partitions)
          });
      for (int instances : INSTANCES) {
        System.out.println(row(topic, partitions, instances));
      }
    }
    System.out.printf(
        "%,d frames each; %s%n",
        frames, results.size() == 1 ? "all results are equal" : "results DIFFER");
    return results.size() == 1;
  }

  private String row(String topic, int partitions, int instances)
      throws IOException, InterruptedException {
    String output = topic + "-by-" + instances;
    long began = System.nanoTime();
    String shares = count(topic, output, instances);
    double seconds = (System.nanoTime() - began) / 1e9;
    TopicContents.Size partials = topics.size(output + "-partials");
    TopicContents.Size changes = topics.size("framecount-" + output + "-windows-changelog");
    return "| %d | %s | %.1f | %,d | %.1f | %,d | %,d | %.1f |"
        .formatted(
            partitions,
            shares,
            seconds,
            partials.records(),
            partials.bytes() / 1e6,
            topics.size(output).records(),
            changes.records(),
            changes.bytes() / 1e6);
  }

  /**
   * Counts to the end with all instances at once; returns the number of frames that each has read.
   */
  private String count(String topic, String output, int instances)
      throws IOException, InterruptedException {
    List<CounterRun> runs = new ArrayList<>();
    try {
      for (int i = 0; i < instances; i++) {
        Path files = directory.resolve(output + "-" + i);
        runs.add(CounterRun.start(files, arguments(topic, output)));
      }
      List<String> shares = new ArrayList<>();
      for (CounterRun run : runs) {
        results.add(run.table());
        shares.add(run.framesRead());
      }
      return String.join(" + ", shares);
    } finally {
      runs.forEach(CounterRun::close);
    }
  }

  private List<String> arguments(String topic, String output) {
    return Stream.of(
            List.of("--topic", topic, "--output", output, "--windows", "minute,hour,day"),
            List.of("--until-end", "--format", "tsv"),
            List.of("--state-dir", directory.resolve("state").toString()),
            List.of("--bootstrap-server", bootstrapServers, "--schema-registry", registry))
        .flatMap(List::stream)
        .toList();
  }
}

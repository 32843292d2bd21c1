package io.framecount.bench.load;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import io.framecount.bench.contest.TopicContents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** Loading one gzip file, side by side with what a user might use instead. */
public final class LoadContest {
  private static final int PARTITIONS = 4;

  private final String bootstrapServers;
  private final String file;
  private final TopicContents topics;
  private final int rounds;

  private LoadContest(String bootstrapServers, String file, int rounds) {
    this.bootstrapServers = bootstrapServers;
    this.file = file;
    this.rounds = rounds;
    this.topics = new TopicContents(bootstrapServers);
  }

  /** Arguments: bootstrap servers, gzip file, rounds, then names of contenders (default: all). */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Locale.setDefault(Locale.ROOT);
    LoadContest contest = new LoadContest(args[0], args[1], Integer.parseInt(args[2]));
    List<String> names = List.of(args).subList(3, args.length);
    List<Contender> chosen = new ArrayList<>();
    for (Contender contender : contest.all()) {
      if (names.isEmpty() || names.contains(contender.name())) {
        contest.createTopics(contender.name());
        chosen.add(contender);
      }
    }
    new Contest(chosen, contest.rounds).run(System.out, System.err);
  }

  private List<Contender> all() {
    return List.of(
        shell(
            "kcat",
            topic ->
                "zcat %s | kcat -P -b %s -t %s -z lz4 -X linger.ms=20 -X batch.size=1000000 -X queue.buffering.max.messages=1000000"
                    .formatted(file, bootstrapServers, topic)),
        shell("plain-java", topic -> java("PlainLoader", bootstrapServers, topic, file)),
        loader("exactly-once"),
        loader("at-least-once"),
        loader("fire-and-forget"));
  }

  private Contender loader(String delivery) {
    return shell(
        delivery,
        topic ->
            "bin/loader --file %s --topic %s --register --from-start --delivery %s --bootstrap-server %s"
                .formatted(file, topic, delivery, bootstrapServers));
  }

  private Contender shell(String name, java.util.function.UnaryOperator<String> command) {
    return new Contender(
        name,
        round -> List.of("bash", "-o", "pipefail", "-c", command.apply(topic(name, round))),
        round -> "%,d records".formatted(topics.size(topic(name, round)).records()));
  }

  private void createTopics(String name) throws InterruptedException, ExecutionException {
    topics.create(
        IntStream.rangeClosed(0, rounds).mapToObj(round -> topic(name, round)).toList(),
        PARTITIONS);
  }

  private static String topic(String name, int round) {
    return "bench-%s-%d-%d".formatted(name, ProcessHandle.current().pid(), round);
  }

  private static String java(String mainClass, String... arguments) {
    return "java -cp '%s' io.framecount.bench.load.%s %s"
        .formatted(System.getProperty("java.class.path"), mainClass, String.join(" ", arguments));
  }
}

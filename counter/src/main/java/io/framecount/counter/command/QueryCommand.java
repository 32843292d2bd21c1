package io.framecount.counter.command;

import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.command.option.FormatOption;
import io.framecount.counter.command.option.RangeOptions;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.query.Query;
import io.framecount.counter.query.QueryAnswer;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.view.CountsTopic;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the users of any time range that stored windows can cover. */
@Command(
    name = "query",
    description =
        "Prints frames and unique users of any span of time, merged from the sketches that a "
            + "counter with --emit-sketch wrote, using the coarsest windows that fit and finer "
            + "ones at the edges. Fails if no exact cover exists.",
    footer = {
      "",
      "Examples:",
      "  counter query 2016-07-11T13:00:00Z..2016-07-11T14:00:00Z --output frames-counts",
      "  counter query 2016-07 --zone Europe/Berlin --topic frames",
      "  counter query --last 7d --returning --topic frames",
      "  counter query 2016-07-11 --and 2016-07-12 --group phone --topic frames --format json"
    },
    sortOptions = false)
final class QueryCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private RangeOptions ranges;
  @Mixin private CountTopicOptions topics;

  @Option(
      names = "--group",
      paramLabel = "VALUE",
      description = "Count only this group. Default: the users of all groups, each once.")
  private String group;

  @Option(
      names = "--method",
      paramLabel = "NAME[:N]",
      description = "Counting method of the sketches. Default: the sketches tell.")
  private String method;

  @Mixin private FormatOption format;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    String output = topics.output();
    ranges.check();
    Optional<UniqueMethod> told = Optional.ofNullable(method).map(UniqueMethod::parse);
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(output);
      RegistryClient client = registry.connect(kafka);
      var serdes = new WireSerdes(client::byId);
      var deserializer = serdes.<WindowCount>deserializer(WindowCount.getClassSchema());
      CountsTopic counts = new CountsTopic(connection, output, deserializer);
      QueryAnswer answer =
          new Query(
                  connection,
                  output,
                  counts,
                  Optional.ofNullable(group),
                  told,
                  spec.commandLine().getErr()::println)
              .answer(ranges::asked);
      warnOfMissing(connection, output);
      answer.sheet().print(format.format(), spec.commandLine().getOut());
      return ExitCode.OK;
    }
  }

  private void warnOfMissing(KafkaConnection connection, String output) {
    long missing =
        CommittedSettings.tally(connection, CountNames.combinerGroupOf(output)).missing().offsets();
    if (missing > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%,d offsets were deleted before they were counted into topic '%s', so there may have"
                  + " been more than this; counter verify says which%n",
              missing,
              output);
    }
  }
}

package io.framecount.counter.command;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.cli.option.AvroJsonOption;
import io.framecount.common.cli.option.FieldPathConverter;
import io.framecount.common.json.FieldPath;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.view.FieldChoice;
import io.framecount.counter.view.FrameTail;
import io.framecount.counter.view.StoredJson;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the records of a topic as they come. */
@Command(
    name = "tail",
    description =
        "Prints the records of any topic of Avro or JSON as JSON lines that load back to the same "
            + "records: unions without tags, dates and times in ISO 8601, bytes as a string "
            + "with one character (U+0000 to U+00FF) per byte. Ends after --max-messages or on "
            + "Ctrl-C.",
    sortOptions = false)
final class TailCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Topic to print.")
  private String topic;

  @Option(
      names = "--from-beginning",
      description = "Start at the oldest record. Default: at the next new one.")
  private boolean fromBeginning;

  @Option(names = "--max-messages", paramLabel = "N", description = "Stop after this many records.")
  private long maxMessages = Long.MAX_VALUE;

  @Option(
      names = "--fields",
      paramLabel = "PATH",
      split = ",",
      converter = FieldPathConverter.class,
      description =
          "Print only these fields, in this order: uid, or user.name within a record or map, "
              + "or @key, @timestamp, @partition, @offset, @header:NAME of the Kafka record. "
              + "Default: the whole value.")
  private List<FieldPath> fields = List.of();

  @Mixin private AvroJsonOption avroJson;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    if (avroJson.avroJson() && !fields.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--avro-json prints whole values; leave it or --fields out");
    }
    try (Interruption interruption = Interruption.listen(() -> {});
        KafkaConnection connection = KafkaConnection.open(kafka);
        FrameFormat format = FrameFormat.of(serde, kafka, registry, registry.connect(kafka))) {
      connection.topics().require(topic);
      var out = spec.commandLine().getOut();
      var err = spec.commandLine().getErr();
      FrameTail tail = new FrameTail(connection, topic, format, choice(format), out, err);
      boolean ended = tail.print(fromBeginning, maxMessages, interruption::requested);
      return ended ? ExitCode.OK : ExitCode.INTERRUPTED;
    }
  }

  /** Refuses a misspelt field now and not with the first record, which may be long in coming. */
  private FieldChoice choice(FrameFormat format) {
    FieldChoice choice = new FieldChoice(topic, fields, new StoredJson(avroJson.avroJson()));
    List<Schema> versions = fields.isEmpty() ? List.of() : versions(format);
    if (!versions.isEmpty()) {
      choice.requireIn(versions);
    }
    return choice;
  }

  /** Without a registry, plain JSON can be printed all the same. */
  private List<Schema> versions(FrameFormat format) {
    try {
      return format.versions(topic);
    } catch (CommandFailure e) {
      return List.of();
    }
  }
}

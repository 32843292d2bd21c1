package io.framecount.counter.command;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.check.OwnTopics;
import io.framecount.counter.check.ProgressCheck;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.command.option.FormatOption;
import io.framecount.counter.command.option.TransactionOption;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.verify.Auditor;
import io.framecount.counter.verify.Verdict;
import io.framecount.counter.verify.VerdictView;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves that a count's sums agree. */
@Command(
    name = "verify",
    description = {
      "Proves from Kafka that frames read = counted + set aside, that the windows hold all that"
          + " were counted, and that the topic lost none before. Works beside running counters too."
          + " Ends with 1 if it does not hold, and with 3 if an open transaction hides a part, so"
          + " that nobody can tell.",
      "Sums can't tell which window a frame is in or how many users there were; 'counter recount'"
          + " can, for a window. Nor do they know what never came into the topic."
    },
    sortOptions = false)
final class VerifyCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private CountTopicOptions topics;
  @Mixin private FormatOption format;
  @Mixin private TransactionOption transactions;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    CountNames names = topics.names();
    PrintWriter err = spec.commandLine().getErr();
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(names.source());
      OwnTopics.requireNoOther(connection, names);
      connection.topics().require(names.output());
      connection.topics().require(names.partials());
      var serdes = new WireSerdes(registry.connect(kafka)::byId);
      new ProgressCheck(connection, names, serdes, err::println).requireNothing();
      Auditor auditor =
          new Auditor(
              connection,
              names,
              serdes.<Partial>deserializer(Partial.getClassSchema()),
              serdes.<WindowCount>deserializer(WindowCount.getClassSchema()),
              err::println);
      TopicEnd end = TopicEnd.of(connection, names.source());
      end.await(transactions.patience(), err::println, () -> false);
      Verdict verdict = auditor.verdict().hiding(end.hiddenOffsets());
      print(verdict);
      return tell(verdict, end);
    } catch (TopicEnd.Unreadable e) {
      throw new CommandFailure(ExitCode.REJECTED, "can't tell: " + e.getMessage(), e);
    }
  }

  private void print(Verdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    new VerdictView(verdict).print(format.format(), out);
    out.flush();
  }

  private ExitCode tell(Verdict verdict, TopicEnd end) {
    return switch (verdict.kind()) {
      case FAILS -> throw new CommandFailure(String.join("; ", verdict.problems()));
      case UNKNOWN -> {
        var sentence = end.sentence();
        throw new CommandFailure(
            ExitCode.REJECTED,
            "can't tell, though what can be seen holds: %s; %s"
                .formatted(sentence.subject(), sentence.advice()));
      }
      case HOLDS -> {
        PrintWriter err = spec.commandLine().getErr();
        err.println(holds(verdict) + uncounted(verdict.lag()));
        verdict.limits().forEach(err::println);
        yield ExitCode.OK;
      }
    };
  }

  private static String holds(Verdict verdict) {
    return verdict.provisional()
        ? "holds, but only provisionally: counters went on at each look, so the windows were held"
            + " against what was counted before and after; verify again when they rest"
        : "holds: frames read = counted + set aside%s, and the windows hold all that were counted"
            .formatted(verdict.passedOver() == 0 ? "" : " + passed over");
  }

  private static String uncounted(long lag) {
    return lag == 0
        ? ""
        : String.format(
            Locale.ROOT, "; %,d offsets up to the end of the topic are not counted yet", lag);
  }
}

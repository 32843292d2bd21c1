package io.framecount.counter;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.verify.Audited;
import io.framecount.counter.verify.Inquiry;
import io.framecount.counter.verify.Verdict;
import io.framecount.counter.verify.VerdictView;
import io.framecount.counter.verify.Verification;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves that a count lost nothing. */
@Command(
    name = "verify",
    description = {
      "Proves from Kafka that frames read = counted + set aside, that the windows hold all that"
          + " were counted, and that the topic lost none before. Works beside running counters too."
          + " Ends with 1 if it does not hold."
    },
    sortOptions = false)
final class VerifyCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private TopicOptions topics;
  @Mixin private FormatOption format;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    Names names = topics.names();
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(names.source());
      OwnTopics.requireNoOther(connection, names);
      connection.topics().require(names.output());
      connection.topics().require(names.partials());
      var serdes = new WireSerdes(registry.connect(kafka)::byId);
      new ProgressCheck(connection, names, serdes).requireNothing();
      Audited count = names.audited();
      Inquiry inquiry =
          new Inquiry(
              connection,
              count,
              serdes.<Partial>deserializer(Partial.getClassSchema()),
              serdes.<WindowCount>deserializer(WindowCount.getClassSchema()));
      return tell(new Verification(inquiry, count).verdict());
    }
  }

  private ExitCode tell(Verdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    VerdictView view = new VerdictView(verdict);
    switch (format.format()) {
      case TABLE -> view.table(out);
      case TSV -> view.tsv(out);
      case JSON -> view.json(out);
    }
    out.flush();
    if (!verdict.holds()) {
      throw new CommandFailure(String.join("; ", verdict.problems()));
    }
    spec.commandLine()
        .getErr()
        .println(
            verdict.provisional()
                ? "holds, but only provisionally: counters went on at each look, so the windows"
                    + " were held against what was counted before and after; verify again when"
                    + " they rest"
                : "holds: frames read = counted + set aside, and the windows hold all that were"
                    + " counted");
    verdict.limits().forEach(spec.commandLine().getErr()::println);
    return ExitCode.OK;
  }
}

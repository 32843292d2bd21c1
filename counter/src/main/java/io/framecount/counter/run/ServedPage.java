package io.framecount.counter.run;

import io.framecount.common.avro.WireSerdes;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryClient;
import io.framecount.counter.metrics.AllInstruments;
import io.framecount.counter.metrics.Instruments;
import io.framecount.counter.metrics.RunState;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.ui.Page;
import io.framecount.counter.ui.serve.PageAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The page of a running count, which lasts as long as the count's other instruments. */
public final class ServedPage implements Instruments {
  private final Page page;

  private ServedPage(Page page) {
    this.page = page;
  }

  /**
   * Starts to serve.
   *
   * @param say takes a line with the URL
   * @return the instruments that feed the page
   */
  public static Instruments start(
      KafkaConnection kafka,
      RegistryClient registry,
      CountPlan plan,
      PageAddress at,
      Consumer<String> say) {
    CountNames names = plan.names();
    RunState state = new RunState();
    var shown =
        new Page.Shown(
            names.output(),
            names.late(),
            names.combinerGroup(),
            Optional.of(plan.settings().note()));
    Page page = Page.ofRun(kafka, new WireSerdes(registry::byId), shown, state, at);
    say.accept("page at %s (up to %d MB of the heap)".formatted(page.url(), Page.MOST_MB));
    return new AllInstruments(List.of(state, new ServedPage(page)));
  }

  @Override
  public void close() {
    page.close();
  }
}

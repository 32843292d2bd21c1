package io.framecount.counter.run;

import io.framecount.common.avro.WireSerdes;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryClient;
import io.framecount.counter.metrics.CountMonitor;
import io.framecount.counter.metrics.RunState;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.ui.Page;
import io.framecount.counter.ui.serve.PageAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The page of a running count, open as long as the count's other monitors. */
public final class ServedPage implements CountMonitor {
  private final Page page;

  private ServedPage(Page page) {
    this.page = page;
  }

  /**
   * Starts to serve.
   *
   * @param say takes a line with the URL
   * @return the monitor that feeds the page
   */
  public static CountMonitor start(
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
    return new CountMonitor.All(List.of(state, new ServedPage(page)));
  }

  @Override
  public void close() {
    page.close();
  }
}

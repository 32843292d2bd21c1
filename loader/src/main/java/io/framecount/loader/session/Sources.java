package io.framecount.loader.session;

import io.framecount.common.input.Input;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.outage.OnOutage;
import io.framecount.loader.spool.Spool;
import java.io.PrintWriter;
import java.util.List;

/** The source of the lines: the inputs that the user named, or the spool in front of stdin. */
final class Sources implements AutoCloseable {
  private final List<Input> named;
  private final Spool spool;

  private Sources(List<Input> named, Spool spool) {
    this.named = named;
    this.spool = spool;
  }

  /**
   * Finds them.
   *
   * @param readers number of clusters that they are loaded into
   */
  static Sources open(LoadOptions options, int readers, PrintWriter err) {
    if (options.outage().onOutage() == OnOutage.SPOOL) {
      Input stdin = options.inputs(err).get(0);
      return new Sources(
          List.of(),
          Spool.open(options.outage().spool(), options.topic().topic(), stdin, readers, err));
    }
    return new Sources(options.inputs(err), null);
  }

  /** The inputs as one of the clusters reads them, counted from 0. */
  List<Input> inputs(int reader) {
    return spool == null ? named : spool.inputs(reader);
  }

  /** Begins to take what can't wait. */
  void start() {
    if (spool != null) {
      spool.start();
    }
  }

  @Override
  public void close() {
    if (spool != null) {
      spool.close();
    }
  }
}

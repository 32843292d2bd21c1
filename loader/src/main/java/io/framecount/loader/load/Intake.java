package io.framecount.loader.load;

import io.framecount.common.input.LineSource;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.produce.FrameProducer;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** The inputs of a load into one cluster, and their progress. Used by one thread. */
public interface Intake extends AutoCloseable {
  /** Finds the inputs and refuses what can be refused, before anything is made or sent. */
  @FunctionalInterface
  interface Opening {
    /**
     * Opens an intake.
     *
     * @param kafka the cluster to load into
     * @param err takes notices
     */
    Intake open(KafkaConnection kafka, PrintWriter err);
  }

  /** Returns how far the inputs are read. */
  Ledger ledger();

  /** Returns the name of the load for the brokers: two of one name never write at the same time. */
  String identity();

  /** Returns the number of inputs: files, or partitions of a topic. */
  int count();

  /** Takes the load over from an earlier run; call it when this load's producer is open. */
  void takeOver();

  /** Forgets the progress of earlier runs where that was asked for; call it before reading. */
  void begin(FrameProducer producer);

  /** Begins to read. */
  LineSource lines(int linesAtOnce);

  /** Returns, in a sentence each, the inputs that are not loaded. */
  default Collection<String> refusals() {
    return List.of();
  }

  /** Returns how many lines earlier runs had loaded. */
  default long linesDoneBefore() {
    return 0;
  }

  /** Returns what becomes of the rest after an end before it, following a comma. */
  String whatNext();

  /** Ends the load, and returns what else to say of it, in sentences. */
  default List<String> finish() {
    return List.of();
  }

  @Override
  default void close() {}
}
